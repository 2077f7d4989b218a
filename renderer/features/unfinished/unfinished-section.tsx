import { Button, Loader } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionSummary } from '../../../shared/connection'
import type { Unfinished } from '../../../shared/unfinished'
import { ask, courier } from '../../bridge'
import { formatCount } from '../../lib/format'
import { ErrorCard } from '../../ui/error-card'
import { useNotify } from '../../ui/use-notify'
import { RemoveAll } from './remove-all'
import styles from './unfinished-dialog.module.css'
import { UnfinishedRow } from './unfinished-row'
import { useUnfinished } from './use-unfinished'

/** What lies unfinished in the bucket of one connection. */
export function UnfinishedSection({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation(['unfinished', 'common'])
  const headingId = useId()
  const notify = useNotify()
  const { list, error, isLoading, reload } = useUnfinished(connection.id)
  const connectionId = connection.id

  const resume = async (uploadId: string): Promise<void> => {
    await notify.attempt(ask(courier.unfinished.resume({ connectionId, uploadId })))
    await reload()
  }
  const remove = async (uploadIds: readonly string[]): Promise<void> => {
    const command = courier.unfinished.remove({ connectionId, uploadIds: [...uploadIds] })
    const answer = await notify.attempt(ask(command))
    if (answer?.error) notify.failInfo(answer.error)
    await reload()
  }
  const ids = list?.uploads.map(({ uploadId }) => uploadId) ?? []
  return (
    <section className={styles.section} aria-labelledby={headingId} aria-busy={isLoading}>
      <header className={styles.head}>
        <h3 id={headingId} className={styles.title}>
          {connection.label} <span className={styles.bucket}>{connection.bucket}</span>
        </h3>
        {isLoading && <Loader size={16} aria-label={t('common:loading')} />}
        {ids.length > 1 && <RemoveAll count={ids.length} onConfirm={() => remove(ids)} />}
      </header>
      {error !== undefined && (
        <ErrorCard
          error={error}
          action={
            <Button size="xs" onClick={reload}>
              {t('common:retry')}
            </Button>
          }
        />
      )}
      {list !== undefined && (
        <>
          <ul className={styles.list}>
            {list.uploads.map((upload) => (
              <UnfinishedRow
                key={upload.uploadId}
                upload={upload}
                onResume={() => resume(upload.uploadId)}
                onRemove={() => remove([upload.uploadId])}
              />
            ))}
          </ul>
          <Summary list={list} />
        </>
      )}
    </section>
  )
}

/** That there is nothing, or that others have something, or that the key may not know. */
function Summary({ list: { uploads, byOthers } }: { readonly list: Unfinished }) {
  const { t, i18n } = useTranslation('unfinished')
  const formatted = formatCount(byOthers ?? 0, i18n.language)
  return (
    <p className={styles.summary}>
      {uploads.length === 0 && `${t('none')} `}
      {byOthers === undefined && t('notListed')}
      {byOthers !== undefined && byOthers > 0 && t('byOthers', { count: byOthers, formatted })}
    </p>
  )
}
