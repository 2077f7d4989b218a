import { shareRuns } from '../files/share-runs'
import type { Job } from './job'
import type { JournalWriter } from './job-table'
import {
  entryOf,
  type JournalEntry,
  jobSlicesOf,
  partEntryOf,
  partsOf,
  type RawEntries,
  type Unseal,
} from './journal-entries'
import { jobKeyOf, PART_KEYS, PART_KEYS_END, partKeyOf, TOLD_KEYS } from './journal-keys'

/** The part of LevelDB (classic-level) that is used; tests may put a damaged one in its place. */
export type JournalStore = {
  batch(
    operations: readonly (
      | { readonly type: 'put'; readonly key: string; readonly value: string }
      | { readonly type: 'del'; readonly key: string }
    )[],
  ): Promise<void>
  /** In the order of keys. */
  entries(range: { readonly gte?: string; readonly lt?: string }): RawEntries
  close(): Promise<void>
}

/** Keeps nothing. */
export const NO_STORE: JournalStore = {
  batch: async () => undefined,
  async *entries() {
    // Nothing was ever written.
  },
  close: async () => undefined,
}

/** The memory of the queue on disk. */
export type Journal = JournalWriter & {
  /**
   * Every job of earlier starts, in the order of adding, slice by slice.
   * @param tellUnreadable called for each entry that makes no sense, once in its life; it is left
   * where it is, since a later version of the app may have written it
   */
  load(unseal: Unseal, tellUnreadable: () => void): AsyncIterable<readonly Job[]>
  close(): Promise<void>
}

/** 100 ms: a crash forgets at most the last tenth of a second, which the server still knows. */
const WRITE_INTERVAL_MS = 100
/** Handing over 500 entries takes a few milliseconds of the main thread; the writing is not on it. */
const MOST_PER_BATCH = 500

/**
 * Writes jobs in batches, in the order in which they changed.
 * @param onFailure told once when a write failed: the queue goes on, but would not survive a crash
 */
export function createJournal(deps: {
  store: JournalStore
  schedule: (run: () => void, delayMs: number) => void
  onFailure: (thrown: unknown) => void
}): Journal {
  /**
   * What is to be written: jobs by their id, and entries that are not of a whole job by their key.
   * Made only then, since a row changes several times in between, and 100,000 rows at once.
   */
  const waiting = new Map<string, Job | (() => JournalEntry)>()
  const writtenParts = new WeakSet<object>()
  /** Whose parts are on disk, so that those of an upload that is over are taken out. */
  const partsOnDisk = new Map<string, ReadonlyMap<number, object>>()
  let scheduled = false
  function note(key: string, what: Job | (() => JournalEntry)): void {
    waiting.set(key, what)
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      write()
    }, WRITE_INTERVAL_MS)
  }
  const drop = (key: string) => note(key, () => ({ type: 'del', key }))

  const writeAll = shareRuns(async () => {
    const all = [...waiting.values()]
    waiting.clear()
    for (let first = 0; first < all.length; first += MOST_PER_BATCH) {
      const batch = all.slice(first, first + MOST_PER_BATCH)
      await deps.store.batch(batch.map((one) => (typeof one === 'function' ? one() : entryOf(one))))
    }
  })
  let last: Promise<void> = Promise.resolve()
  function write(): Promise<void> {
    if (waiting.size > 0) last = writeAll().catch(deps.onFailure)
    return last
  }

  return {
    put(job) {
      const { id } = job.row
      const parts = partsOf(job)
      const before = partsOnDisk.get(id)
      if (before && before !== parts) for (const key of partKeys(id, before)) drop(key)
      note(id, job)
      if (parts === undefined) partsOnDisk.delete(id)
      else partsOnDisk.set(id, parts)
      for (const [number, part] of parts ?? []) {
        if (before === parts && writtenParts.has(part)) continue
        writtenParts.add(part)
        note(partKeyOf(id, number), () => partEntryOf(job, number, part))
      }
    },
    remove(job) {
      const { id } = job.row
      for (const key of partKeys(id, partsOnDisk.get(id) ?? new Map())) drop(key)
      partsOnDisk.delete(id)
      note(id, () => ({ type: 'del', key: jobKeyOf(job.row) }))
    },
    flushed: write,
    async *load(unseal, tellUnreadable) {
      const entries = {
        parts: deps.store.entries({ gte: PART_KEYS, lt: PART_KEYS_END }),
        jobs: deps.store.entries({ lt: PART_KEYS }),
      }
      const told = new Set<string>()
      for await (const [key] of deps.store.entries({ gte: TOLD_KEYS })) told.add(key)
      const tellOnce = (unreadable: string) => {
        const key = TOLD_KEYS + unreadable
        if (told.has(key)) return
        note(key, () => ({ type: 'put', key, value: '' }))
        tellUnreadable()
      }
      for await (const jobs of jobSlicesOf(entries, unseal, tellOnce)) {
        for (const job of jobs) {
          const parts = partsOf(job)
          if (!parts) continue
          partsOnDisk.set(job.row.id, parts)
          for (const part of parts.values()) writtenParts.add(part)
        }
        yield jobs
      }
    },
    async close() {
      await write()
      await deps.store.close()
    },
  }
}

function partKeys(id: string, parts: ReadonlyMap<number, object>): readonly string[] {
  return [...parts.keys()].map((number) => partKeyOf(id, number))
}
