import type { Job } from './job'
import type { JournalWriter } from './job-table'
import {
  entryOf,
  type JournalEntry,
  jobKeyOf,
  jobSlicesOf,
  PART_KEYS,
  partEntryOf,
  partKeyOf,
  partsOf,
  type RawEntries,
  type Unseal,
} from './journal-entries'

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
   * @param tellUnreadable called for each entry that makes no sense; it is left where it is
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
  const waiting = new Map<string, JournalEntry>()
  const writtenParts = new WeakSet<object>()
  /** Whose parts are on disk, so that those of an upload that is over are taken out. */
  const partsOnDisk = new Map<string, ReadonlyMap<number, object>>()
  let scheduled = false
  let last: Promise<void> = Promise.resolve()

  function note(entries: readonly JournalEntry[]): void {
    for (const entry of entries) waiting.set(entry.key, entry)
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      write()
    }, WRITE_INTERVAL_MS)
  }

  function write(): Promise<void> {
    if (waiting.size === 0) return last
    const operations = [...waiting.values()]
    waiting.clear()
    last = last.then(() => inBatches(operations)).catch(deps.onFailure)
    return last
  }

  async function inBatches(operations: readonly JournalEntry[]): Promise<void> {
    for (let first = 0; first < operations.length; first += MOST_PER_BATCH) {
      await deps.store.batch(operations.slice(first, first + MOST_PER_BATCH))
    }
  }

  return {
    put(job) {
      const { id } = job.row
      const parts = partsOf(job)
      const before = partsOnDisk.get(id)
      if (before && before !== parts) note(partKeys(id, before).map(deletionOf))
      note([entryOf(job)])
      if (parts === undefined) partsOnDisk.delete(id)
      else partsOnDisk.set(id, parts)
      for (const [number, part] of parts ?? []) {
        if (before === parts && writtenParts.has(part)) continue
        writtenParts.add(part)
        note([partEntryOf(job, number, part)])
      }
    },
    remove(job) {
      const { id } = job.row
      const keys = partKeys(id, partsOnDisk.get(id) ?? new Map())
      partsOnDisk.delete(id)
      note([jobKeyOf(job.row), ...keys].map(deletionOf))
    },
    flushed: write,
    async *load(unseal, tellUnreadable) {
      const entries = {
        parts: deps.store.entries({ gte: PART_KEYS }),
        jobs: deps.store.entries({ lt: PART_KEYS }),
      }
      for await (const jobs of jobSlicesOf(entries, unseal, tellUnreadable)) {
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

function deletionOf(key: string): JournalEntry {
  return { type: 'del', key }
}
