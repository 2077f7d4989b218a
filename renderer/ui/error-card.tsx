import { Button } from '@mantine/core'
import { IconCopy, IconExclamationCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppErrorInfo } from '../../shared/errors'
import { errorDetails } from '../lib/error-details'
import { useErrorText } from '../text/use-error-text'
import styles from './error-card.module.css'
import { useCopyError } from './use-copy-error'

interface Props {
  readonly error: AppErrorInfo
  /** Buttons that cure it, before "Copy details". */
  readonly action?: ReactNode
}

/** A failure: what happened, what to do next, and the codes that support asks for. */
export function ErrorCard({ error, action }: Props) {
  const { t } = useTranslation()
  const { what, next } = useErrorText()(error)
  const copy = useCopyError()
  return (
    <div className={styles.root} role="alert">
      <IconExclamationCircle size={20} stroke={1.8} className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p className={styles.what}>{what}</p>
        <p className={styles.next}>{next}</p>
        <dl className={styles.details}>
          {errorDetails(error).map(([label, value]) => (
            <div key={label}>
              <dt>{t(`error.${label}`)}</dt>
              <dd className="oc-selectable">{value}</dd>
            </div>
          ))}
        </dl>
        <div className={styles.actions}>
          {action}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() => copy(error)}
          >
            {t('error.copyDetails')}
          </Button>
        </div>
      </div>
    </div>
  )
}
