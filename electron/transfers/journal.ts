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
  /** The parts on disk by job, and how many: a map of parts only grows, and another takes its place. */
  const onDisk = new Map<string, { parts: PartMap; written: number }>()
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
      const { id } = job.row
      const parts = partsIn(job)
      let known = onDisk.get(id)
      if (known && known.parts !== parts) {
        note(withoutParts(id, known.parts))
        onDisk.delete(id)
        known = undefined
      }
      note(entriesOf(job, known?.written ?? 0))
      if (parts) onDisk.set(id, { parts, written: parts.size })
    },
    remove(job) {
      const { id } = job.row
      note([{ type: 'del', key: jobKeyOf(job.row) }])
      note(withoutParts(id, onDisk.get(id)?.parts ?? new Map()))
      onDisk.delete(id)
    },
    flushed: write,
    async load(unseal) {
      const loaded = await jobsOf(deps.store.iterator(), unseal)
      for (const job of loaded.jobs) {
        const parts = partsIn(job)
        if (parts) onDisk.set(job.row.id, { parts, written: parts.size })
      }
      return loaded
    },
    async close() {
      await write()
      await deps.store.close()
    },
  }
}

type PartMap = ReadonlyMap<number, unknown>

function partsIn({ task }: Job): PartMap | undefined {
  return task.direction === 'upload' ? task.multipart?.parts : undefined
}

function withoutParts(id: string, parts: PartMap): readonly JournalEntry[] {
  return [...parts.keys()].map((number) => ({ type: 'del', key: partKeyOf(id, number) }))
}
