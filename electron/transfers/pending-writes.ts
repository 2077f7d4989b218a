import { shareRuns } from '../files/share-runs'
import type { Job } from './job'
import type { JournalStore } from './journal'
import { entryOf, type JournalEntry } from './journal-entries'

/** What was noted and is not on disk yet. */
export type PendingWrites = {
  /**
   * A later note under the same key takes the place of this one.
   * @param key a job's id, or the key of an entry that is not of a whole job
   * @param mustLast it has to outlive a power cut, too
   */
  note(key: string, what: Job | (() => JournalEntry), mustLast?: boolean): void
  /** Resolves when all that was noted so far is written. */
  flushed(): Promise<void>
  /** Resolves when what was noted under this key so far is written; at once when it is. */
  onDisk(key: string): Promise<void>
}

/** 100 ms: a crash forgets at most the last tenth of a second, which the server still knows. */
const WRITE_INTERVAL_MS = 100
/** Handing over 500 entries takes a few milliseconds of the main thread; the writing is not on it. */
const MOST_PER_BATCH = 500

/** @param onFailure told when a write failed: the queue goes on, but would not survive a crash */
export function createPendingWrites(deps: {
  store: Pick<JournalStore, 'batch'>
  schedule: (run: () => void, delayMs: number) => void
  onFailure: (thrown: unknown) => void
}): PendingWrites {
  /** Made only when it is written: a row changes several times before, and 100,000 rows at once. */
  let waiting = new Map<string, Job | (() => JournalEntry)>()
  let underWay: ReadonlyMap<string, unknown> = new Map()
  let mustSync = false
  let scheduled = false

  const writeAll = shareRuns(async () => {
    const group = waiting
    const sync = mustSync
    waiting = new Map()
    mustSync = false
    underWay = group
    const all = [...group.values()]
    try {
      for (let first = 0; first < all.length; first += MOST_PER_BATCH) {
        const batch = all.slice(first, first + MOST_PER_BATCH)
        const entries = batch.map((one) => (typeof one === 'function' ? one() : entryOf(one)))
        // Each, and not the last alone: LevelDB may have begun a new log in between.
        await deps.store.batch(entries, { sync })
      }
    } finally {
      underWay = new Map()
    }
  })
  let last: Promise<void> = Promise.resolve()
  function write(): Promise<void> {
    if (waiting.size > 0) last = writeAll().catch(deps.onFailure)
    return last
  }

  return {
    note(key, what, mustLast = false) {
      waiting.set(key, what)
      mustSync ||= mustLast
      if (scheduled) return
      scheduled = true
      deps.schedule(() => {
        scheduled = false
        write()
      }, WRITE_INTERVAL_MS)
    },
    flushed: write,
    async onDisk(key) {
      if (waiting.has(key)) await write()
      else if (underWay.has(key)) await last
    },
  }
}
