import type { HoldEvent, Keeper } from './holds'
import type { PendingWrites } from './pending-writes'

const KEY = 'journal'

/**
 * Holds all rows that are not under way while a journal can't be written (its disk is full, or
 * broken): what is sent then is nothing that the next start would know of. Runs go on until they have
 * to write something down.
 */
export function createJournalKeeper(deps: {
  journals: readonly Pick<PendingWrites, 'isStuck' | 'watchStuck' | 'tryNow'>[]
  tell: (event: HoldEvent) => void
}): Keeper {
  const isStuck = () => deps.journals.some((journal) => journal.isStuck())
  for (const journal of deps.journals) {
    journal.watchStuck(() => {
      if (!isStuck()) deps.tell({ type: 'released', key: KEY })
    })
  }
  return {
    holding: () => (isStuck() ? KEY : undefined),
    judge(_job, { code }) {
      if (code !== 'JOURNAL_NOT_WRITTEN') return undefined
      return isStuck() ? 'hold' : 'again'
    },
    noticeOf: (key, waiting) => (key === KEY ? { about: 'journal', key, waiting } : undefined),
    tryNow(key) {
      if (key === KEY) for (const journal of deps.journals) journal.tryNow()
    },
  }
}
