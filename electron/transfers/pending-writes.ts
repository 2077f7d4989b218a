import { AppError } from '../errors/app-error'
import { shareRuns } from '../files/share-runs'
import type { Job } from './job'
import type { JournalStore } from './journal'
import { entryOf, type JournalEntry } from './journal-entries'

type Note = Job | (() => JournalEntry)

/** What was noted and is not on disk yet. */
export type PendingWrites = {
  /**
   * A later note under the same key takes the place of this one.
   * @param key a job's id, or the key of an entry that is not of a whole job
   * @param mustLast it has to outlive a power cut, too
   */
  note(key: string, what: Note, mustLast?: boolean): void
  /** Resolves when all that was noted so far is written and synced, or can't be for now. */
  flushed(): Promise<void>
  /**
   * Resolves when what was noted under this key so far is written; at once when it is.
   * @throws AppError JOURNAL_NOT_WRITTEN
   */
  onDisk(key: string): Promise<void>
  /** True from a write that failed until one that did not. What was noted stays noted. */
  isStuck(): boolean
  /** @param listener told when `isStuck` has changed */
  watchStuck(listener: () => void): void
  /** Writes now, without waiting for the next try. */
  tryNow(): Promise<void>
}

/** 100 ms: a crash forgets at most the last tenth of a second, which the server still knows. */
const WRITE_INTERVAL_MS = 100
/** 3 s: soon after somebody has emptied the bin, and nothing to the disk. */
const RETRY_MS = 3_000
/** Handing over 500 entries takes a few milliseconds of the main thread; the writing is not on it. */
const MOST_PER_BATCH = 500

/**
 * @param deps.gather resolves when all that goes on just now has noted what it has to: one batch of
 * LevelDB costs as much of the main thread as ten entries
 * @param deps.onFailure told once when writing begins to fail
 */
export function createPendingWrites(deps: {
  store: Pick<JournalStore, 'batch'>
  schedule: (run: () => void, delayMs: number) => void
  gather?: (() => Promise<void>) | undefined
  onFailure: (thrown: unknown) => void
}): PendingWrites {
  /** Made only when it is written: a row changes several times before, and 100,000 rows at once. */
  let waiting = new Map<string, Note>()
  let underWay: ReadonlyMap<string, Note> = new Map()
  /** Keys of what must outlive a power cut: not written yet, and written without a sync. */
  let precious = new Set<string>()
  const owed = new Set<string>()
  let isSyncWanted = false
  let isScheduled = false
  let isStuck = false
  let tellStuck: () => void = () => undefined

  async function writeGroup(): Promise<void> {
    const group = waiting
    const own = precious
    const sync = isSyncWanted
    waiting = new Map()
    precious = new Set()
    isSyncWanted = false
    underWay = group
    try {
      const all = [...group.values()]
      for (let first = 0; first < Math.max(1, all.length); first += MOST_PER_BATCH) {
        const batch = all.slice(first, first + MOST_PER_BATCH)
        const entries = batch.map((one) => (typeof one === 'function' ? one() : entryOf(one)))
        // Each, and not the last alone: LevelDB may have begun a new log in between.
        await deps.store.batch(entries, { sync })
      }
      if (sync) owed.clear()
      else for (const key of own) owed.add(key)
    } catch (thrown) {
      // What has changed meanwhile counts, and is newer than all the rest.
      for (const key of waiting.keys()) group.delete(key)
      waiting = new Map([...group, ...waiting])
      for (const key of own) precious.add(key)
      throw thrown
    } finally {
      underWay = new Map()
    }
  }

  const writeAll = shareRuns(async () => {
    try {
      await writeGroup()
      if (!isStuck) return
      isStuck = false
      tellStuck()
    } catch (thrown) {
      writeLater(RETRY_MS)
      if (isStuck) return
      isStuck = true
      deps.onFailure(thrown)
      tellStuck()
    }
  }, deps.gather)

  function writeLater(delayMs: number): void {
    if (isScheduled) return
    isScheduled = true
    deps.schedule(() => {
      isScheduled = false
      tryNow()
    }, delayMs)
  }

  let last: Promise<void> = Promise.resolve()
  function write(withSync: boolean): Promise<void> {
    isSyncWanted ||= withSync
    if (waiting.size > 0 || withSync) last = writeAll()
    return last
  }
  const tryNow = () => write(precious.size > 0 || owed.size > 0)
  const flushed = () => (isStuck ? Promise.resolve() : tryNow())

  return {
    note(key, what, mustLast = false) {
      waiting.set(key, what)
      if (mustLast) precious.add(key)
      writeLater(isStuck ? RETRY_MS : WRITE_INTERVAL_MS)
    },
    flushed,
    async onDisk(key) {
      if (!isStuck) {
        // What others have finished may wait for its sync: a start need not wait for that with them.
        if (precious.has(key) || owed.has(key)) await write(true)
        else if (waiting.has(key)) await write(false)
        else if (underWay.has(key)) await last
        if (owed.has(key)) await write(true)
      }
      if (isStuck && waiting.has(key)) {
        throw new AppError('JOURNAL_NOT_WRITTEN', {}, { retry: 'automatic' })
      }
    },
    isStuck: () => isStuck,
    watchStuck(listener) {
      tellStuck = listener
    },
    tryNow,
  }
}
