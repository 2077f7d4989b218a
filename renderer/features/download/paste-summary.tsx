import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { StatusBadge } from '../../ui/status-badge'
import type { PasteSummary } from './download-summary'
import styles from './link-list.module.css'

interface Props {
  readonly summary: PasteSummary
  readonly isReading: boolean
  readonly onShowNotLinks: () => void
}

/** A paste in numbers, heard by screen readers when it changes. */
export function PasteSummaryLine({ summary, isReading, onShowNotLinks }: Props) {
  const { t, i18n } = useTranslation('download')
  const words = (key: 'found' | 'duplicates' | 'notLinks' | 'expired', count: number): string =>
    t(key, { count, formatted: formatCount(count, i18n.language) })
  return (
    <div className={styles.summary} role="status" data-reading={isReading || undefined}>
      <strong>{words('found', summary.links)}</strong>
      {summary.notLinks > 0 && (
        <UnstyledButton title={t('showNotLinks')} onClick={onShowNotLinks}>
          <StatusBadge tone="danger" label={words('notLinks', summary.notLinks)} />
        </UnstyledButton>
      )}
      {summary.expired > 0 && (
        <StatusBadge tone="warning" label={words('expired', summary.expired)} />
      )}
      {summary.duplicates > 0 && (
        <StatusBadge tone="neutral" label={words('duplicates', summary.duplicates)} />
      )}
    </div>
  )
}
