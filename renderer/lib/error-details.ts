import type { AppErrorInfo } from '../../shared/errors'

/** Lines for a support request: label and value of all that is known about a failure. */
export function errorDetails(error: AppErrorInfo): readonly (readonly [DetailLabel, string])[] {
  const { oss } = error
  const all: readonly (readonly [DetailLabel, string | number | undefined])[] = [
    ['appCode', error.code],
    ['ossCode', oss?.code],
    ['ec', oss?.ec],
    ['httpStatus', oss?.httpStatus],
    ['requestId', oss?.requestId],
  ]
  return all.flatMap(([label, value]) => (value === undefined ? [] : [[label, String(value)]]))
}

/** Keys of the labels under `error` in the common words. */
export type DetailLabel = 'appCode' | 'ossCode' | 'ec' | 'httpStatus' | 'requestId'
