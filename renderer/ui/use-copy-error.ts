import { useTranslation } from 'react-i18next'
import type { AppErrorInfo } from '../../shared/errors'
import { ask, courier } from '../bridge'
import { errorDetails } from '../lib/error-details'
import { useErrorText } from '../text/use-error-text'
import { useNotify } from './use-notify'

/** Gives a function that puts the sentence, the codes and the request id onto the clipboard. */
export function useCopyError(): (error: AppErrorInfo) => Promise<void> {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const notify = useNotify()
  return async (error) => {
    const lines = errorDetails(error).map(([label, value]) => `${t(`error.${label}`)}: ${value}`)
    const text = [errorText(error).what, ...lines].join('\n')
    const written = await notify.attempt(
      ask(courier.clipboard.writeText({ text })).then(() => true),
    )
    if (written) notify.show({ tone: 'success', title: t('error.copiedDetails') })
  }
}
