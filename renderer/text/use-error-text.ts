import type { i18n as I18n } from 'i18next'
import { useTranslation } from 'react-i18next'
import { paramsOfError } from '../../shared/error-params'
import type { AppErrorInfo } from '../../shared/errors'
import { formatSize, formatTime } from '../lib/format'

/** The two sentences of a failure: what happened, and what to do next. */
export interface ErrorText {
  readonly what: string
  readonly next: string
}

/**
 * Gives a function that puts a failure into words. Params that end in `Bytes` or `AtMs` arrive
 * readable in the sentence, and `problem` (a naming problem) as its own sentence.
 */
export function useErrorText(): (error: AppErrorInfo) => ErrorText {
  const { i18n } = useTranslation(['errors', 'naming'])
  return (error) => errorInWords(error, i18n)
}

/** The same without a hook, for lines of a long list. */
export function errorInWords(error: AppErrorInfo, i18n: I18n): ErrorText {
  const params = readableParams(error.params, i18n.language)
  const problem = error.params.problem
  const naming = `naming:${problem}` as never
  if (problem !== undefined && i18n.exists(naming)) params.problem = i18n.t(naming, params)
  const { code } = error
  const names = paramsOfError(code)
  const isNamed = names.length > 0 && names.every((name) => params[name] !== undefined)
  const options = isNamed ? { ...params, context: 'named' } : params
  return {
    what: i18n.t(`errors:${code}.what` as never, options),
    next: i18n.t(`errors:${code}.next` as never, options),
  }
}

function readableParams(
  params: AppErrorInfo['params'],
  language: string,
): Record<string, string | number> {
  const readable: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'number' && name.endsWith('Bytes')) readable[name] = formatSize(value)
    else if (typeof value === 'number' && name.endsWith('AtMs'))
      readable[name] = formatTime(value, language)
    else readable[name] = value
  }
  return readable
}
