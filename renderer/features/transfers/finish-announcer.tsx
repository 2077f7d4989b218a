import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLatest } from '../../lib/use-latest'
import { useTransfers } from '../../state/transfers'
import { notify } from '../../ui/notify'
import { useBatchWords } from './batch-words'
import { finishedBatches } from './finished-batches'

/** Says, to eyes and ears, that a batch has ended and what became of it. Mounted once. */
export function FinishAnnouncer() {
  const { t } = useTranslation('transfers')
  const words = useBatchWords()
  const latest = useLatest({ t, words })
  useEffect(
    () =>
      useTransfers.subscribe((after, before) => {
        for (const id of finishedBatches(before, after)) {
          const batch = after.batches.get(id)
          if (batch === undefined || batch.tally.byStatus.cancelled === batch.tally.count) continue
          const summary = latest.current.words.summary(batch.tally)
          notify({
            about: 'queue',
            tone: batch.tally.byStatus.failed > 0 ? 'warning' : 'success',
            title: latest.current.t('batch.finished', { summary }),
          })
        }
      }),
    [latest],
  )
  return null
}
