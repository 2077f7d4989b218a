import { useTranslation } from 'react-i18next'
import type { TransferRow } from '../../../shared/transfer'
import { formatCount, formatSize, formatTime } from '../../lib/format'
import { useTransferRow } from '../../state/transfers'
import styles from './row-facts.module.css'

/** What became of an uploaded file: source, key, exact size, type, time. */
export function RowFacts({ id }: { readonly id: string }) {
  const { t } = useTranslation('links')
  const facts = useFacts(useTransferRow(id))
  return (
    <dl className={styles.root}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{t(`detail.${label}`)}</dt>
          <dd className="oc-selectable">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type Label = 'source' | 'key' | 'size' | 'type' | 'time'

function useFacts(row: TransferRow | undefined): readonly (readonly [Label, string])[] {
  const { t, i18n } = useTranslation('links')
  if (row === undefined) return []
  const { sizeBytes, state, source } = row
  const finishedAtMs = state.status === 'done' ? state.finishedAtMs : row.addedAtMs
  const exact =
    sizeBytes === undefined
      ? undefined
      : t('detail.exactSize', {
          size: formatSize(sizeBytes),
          bytes: formatCount(sizeBytes, i18n.language),
        })
  const all: readonly (readonly [Label, string | undefined])[] = [
    ['source', source === '' ? row.name : `${source}/${row.name}`],
    ['key', row.objectKey],
    ['size', exact],
    ['type', row.contentType],
    ['time', formatTime(finishedAtMs, i18n.language)],
  ]
  return all.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}
