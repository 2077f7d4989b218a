import type { Job } from './job'
import type { JournalWriter } from './job-table'
import {
  entriesOf,
  type JournalEntry,
  jobKeyOf,
  jobsOf,
  partKeyOf,
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
  iterator(): AsyncIterable<readonly [string, string]>
  close(): Promise<void>
}

/** The memory of the queue on disk. */
export type Journal = JournalWriter & {
  /** Every job of earlier starts, in the order of adding; `unreadable` entries are left where they are. */
  load(unseal: Unseal): Promise<{ jobs: readonly Job[]; unreadable: number }>
  close(): Promise<void>
}

/** 100 ms: a crash forgets at most the last tenth of a second, which the server still knows. */
const WRITE_INTERVAL_MS = 100

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
  /** How many parts of an upload are on disk already: the map of parts only grows. */
  const writtenParts = new WeakMap<ReadonlyMap<number, unknown>, number>()
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
    last = last.then(() => deps.store.batch(operations)).catch(deps.onFailure)
    return last
  }

  return {
    put(job) {
      const parts = job.task.direction === 'upload' ? job.task.multipart?.parts : undefined
      const from = parts === undefined ? 0 : (writtenParts.get(parts) ?? 0)
      note(entriesOf(job, from))
      if (parts !== undefined) writtenParts.set(parts, parts.size)
    },
    remove(job) {
      const parts = job.task.direction === 'upload' ? job.task.multipart?.parts : undefined
      const keys = [...(parts?.keys() ?? [])].map((number) => partKeyOf(job.row.id, number))
      note([jobKeyOf(job.row), ...keys].map((key) => ({ type: 'del' as const, key })))
    },
    flushed: write,
    async load(unseal) {
      return jobsOf(deps.store.iterator(), unseal)
    },
    async close() {
      await write()
      await deps.store.close()
    },
  }
}
