import { IconKey, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionSummary } from '../../../shared/connection'
import styles from './connection-banner.module.css'

/** A strip under the bar that says what is special about the connection in use, if anything is. */
export function ConnectionBanner({
  connection,
  onEdit,
}: {
  readonly connection: ConnectionSummary | undefined
  readonly onEdit: (id: string) => void
}) {
  const { t } = useTranslation('shell')
  if (connection === undefined) return null
  if (!connection.hasSecret) {
    return (
      <div className={styles.strip} data-tone="warning" role="status">
        <IconKey size={16} stroke={1.8} aria-hidden />
        {t('secretMissing', { label: connection.label })}
        <button type="button" className={styles.action} onClick={() => onEdit(connection.id)}>
          {t('typeSecret')}
        </button>
      </div>
    )
  }
  if (!connection.isPractice) return null
  return (
    <div className={styles.strip} role="status">
      <IconShieldCheck size={16} stroke={1.8} aria-hidden />
      {t('practice')}
    </div>
  )
}
