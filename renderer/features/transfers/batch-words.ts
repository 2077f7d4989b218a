import { useTranslation } from 'react-i18next'
import { formatCount, formatSize } from '../../lib/format'
import type { Tally } from '../../state/tally'

/** What became of a batch so far: `11 arrived`, `1 failed`, `2 left out`; empty parts are left out. */
export interface BatchParts {
  readonly arrived: string | undefined
  readonly failed: string | undefined
  readonly leftOut: string | undefined
}

/** Gives functions that put the sums of a batch into words. */
export function useBatchWords() {
  const { t, i18n } = useTranslation(['transfers', 'common'])
  const number = (count: number): string => formatCount(count, i18n.language)
  const parts = (tally: Tally): BatchParts => {
    const { done, failed, cancelled, skipped } = tally.byStatus
    const out = cancelled + skipped
    return {
      arrived: done > 0 ? t('batch.arrived', { formatted: number(done) }) : undefined,
      failed:
        failed > 0 ? t('batch.failed', { count: failed, formatted: number(failed) }) : undefined,
      leftOut: out > 0 ? t('batch.leftOut', { formatted: number(out) }) : undefined,
    }
  }
  return {
    parts,
    files: (count: number): string => t('common:files', { count, formatted: number(count) }),
    /** `11 arrived, 1 failed, 34 MB` */
    summary: (tally: Tally): string => {
      const { arrived, failed, leftOut } = parts(tally)
      const size = tally.doneBytes > 0 ? formatSize(tally.doneBytes) : undefined
      return [arrived, failed, leftOut, size].filter((part) => part !== undefined).join(' · ')
    },
  }
}
