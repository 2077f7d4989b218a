import { decodePercent } from '../../../shared/percent-decode'
import type { TransferNotice, TransferRow } from '../../../shared/transfer'
import { useListText } from '../../text/list-text'
import { errorInWords } from '../../text/use-error-text'
import styles from './row-words.module.css'

/** The name of a row, where it goes or comes from, and what is wrong with it, if anything is. */
export function RowWords({ row }: { readonly row: TransferRow }) {
  const { t, i18n } = useListText()
  const { state } = row
  const error =
    state.status === 'failed'
      ? state.error
      : state.status === 'queued'
        ? state.lastError
        : undefined
  const text = error === undefined ? undefined : errorInWords(error, i18n)
  return (
    <div className={styles.root}>
      <div className={styles.title}>
        <span className={styles.name} title={row.name}>
          {row.name}
        </span>
        {/* Below the name is what went wrong: which link or key it was must still be seen. */}
        {text !== undefined && <Where row={row} />}
      </div>
      {text === undefined ? (
        <div className={styles.where}>
          {row.linkKind !== undefined && (
            <span className={styles.kind}>{t(`linkKind.${row.linkKind}`)}</span>
          )}
          {row.notice !== undefined && <Notice notice={row.notice} />}
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

function Notice({ notice }: { readonly notice: TransferNotice }) {
  const { t } = useListText()
  const text = t(`notice.${notice}`)
  return (
    <span className={styles.notice} title={text}>
      {text}
    </span>
  )
}

function Where({ row }: { readonly row: TransferRow }) {
  const { t } = useListText()
  if (row.state.status === 'skipped') return <span>{t('skippedExists')}</span>
  const text = whereOf(row)
  return (
    <span className={styles.path} title={text}>
      {text}
    </span>
  )
}

/** The object of an upload (its folder, while it has no key), or the link of a download. */
function whereOf({ direction, bucket, objectKey, source }: TransferRow): string {
  if (direction === 'download') return decodePercent(source)
  if (objectKey === undefined) return source
  return bucket === undefined ? objectKey : `${bucket}/${objectKey}`
}
