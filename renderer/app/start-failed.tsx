import { useTranslation } from 'react-i18next'
import type { AppErrorInfo } from '../../shared/errors'
import { ErrorCard } from '../ui/error-card'
import { UiProvider } from '../ui/ui-provider'
import styles from './start-failed.module.css'

/** What the window shows when main did not answer at the start: never a blank page. */
export function StartFailed({ error }: { readonly error: AppErrorInfo }) {
  const { t } = useTranslation('shell')
  return (
    <UiProvider choice="system">
      <main className={styles.root}>
        <h1>{t('startFailed')}</h1>
        <ErrorCard error={error} />
      </main>
    </UiProvider>
  )
}
