import { useTranslation } from 'react-i18next'
import { decodePercent } from '../../../shared/percent-decode'
import type { TransferRow } from '../../../shared/transfer'
import { useErrorText } from '../../text/use-error-text'
import styles from './row-words.module.css'

/** The name of a row, where it goes or comes from, and what is wrong with it, if anything is. */
export function RowWords({ row }: { readonly row: TransferRow }) {
  const { t } = useTranslation('transfers')
  const errorText = useErrorText()
  const { state } = row
  const error =
    state.status === 'failed'
      ? state.error
      : state.status === 'queued'
        ? state.lastError
        : undefined
  const text = error === undefined ? undefined : errorText(error)
  return (
    <div className={styles.root}>
      <div className={styles.name} title={row.name}>
        {row.name}
      </div>
      {text === undefined ? (
        <div className={styles.where}>
          {row.linkKind !== undefined && (
            <span className={styles.kind}>{t(`linkKind.${row.linkKind}`)}</span>
          )}
          <Where row={row} />
        </div>
      ) : (
        <div className={styles.error} data-waiting={state.status === 'queued' || undefined}>
          <div title={text.what}>{text.what}</div>
          <div className={styles.next} title={text.next}>
            {text.next}
          </div>
        </div>
      )}
    </div>
  )
}

function Where({ row }: { readonly row: TransferRow }) {
  const { t } = useTranslation('transfers')
  if (row.state.status === 'skipped') return <span>{t('skippedExists')}</span>
  const upload = row.bucket === undefined ? row.objectKey : `${row.bucket}/${row.objectKey ?? ''}`
  const text = row.direction === 'upload' ? (upload ?? row.source) : decodePercent(row.source)
  return (
    <span className={styles.path} title={text}>
      {text}
    </span>
  )
}
