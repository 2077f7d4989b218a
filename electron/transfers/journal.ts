import type { Job } from './job'
import type { JournalWriter } from './job-table'
import {
  type JournalEntry,
  jobSlicesOf,
  partEntryOf,
  partsOf,
  type RawEntries,
  type Unseal,
} from './journal-entries'
import { jobKeyOf, PART_KEYS, PART_KEYS_END, partKeyOf, TOLD_KEYS } from './journal-keys'
import { createPendingWrites, type PendingWrites } from './pending-writes'

/** The part of LevelDB (classic-level) that is used; tests may put a damaged one in its place. */
export type JournalStore = {
  /** Survives a crash of the app once it is done; with `sync` also one of the computer. */
  batch(operations: readonly JournalEntry[], options: { readonly sync: boolean }): Promise<void>
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
export type Journal = JournalWriter &
  Pick<PendingWrites, 'isStuck' | 'watchStuck' | 'tryNow'> & {
    /**
     * Every job of earlier starts, in the order of adding, slice by slice.
     * @param tellUnreadable called for each entry that makes no sense, once in its life; it is left
     * where it is, since a later version of the app may have written it
     */
    load(unseal: Unseal, tellUnreadable: () => void): AsyncIterable<readonly Job[]>
    close(): Promise<void>
  }

/**
 * Writes jobs in batches, in the order in which they changed.
 * @param onFailure told when a write failed: the queue goes on, but would not survive a crash
 */
export function createJournal(deps: {
  store: JournalStore
  schedule: (run: () => void, delayMs: number) => void
  gather?: () => Promise<void>
  onFailure: (thrown: unknown) => void
}): Journal {
  const writtenParts = new WeakSet<object>()
  /** Whose parts are on disk, so that those of an upload that is over are taken out. */
  const partsOnDisk = new Map<string, ReadonlyMap<number, object>>()
  const { note, ...writes } = createPendingWrites(deps)
  const drop = (key: string) => note(key, () => ({ type: 'del', key }))

  return {
    put(job, isNew = false) {
      const { id } = job.row
      const parts = partsOf(job)
      const before = partsOnDisk.get(id)
      if (before && before !== parts) for (const key of partKeys(id, before)) drop(key)
      note(id, job, isNew || isForGood(job) || (parts !== undefined && parts !== before))
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
    ...writes,
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
      await writes.tryNow()
      await deps.store.close()
    },
  }
}

/**
 * What can't be found out again after a power cut: that a row is done, that an upload may have begun
 * on the server, under which other name it may have arrived. Kept parts are not worth a sync: what
 * is lost of them is sent again.
 */
function isForGood({ row, task }: Job): boolean {
  if (row.state.status === 'done') return true
  if (task.direction === 'download') return false
  const { initiating, damaged, sentKey = task.plannedKey } = task
  return initiating !== undefined || damaged !== undefined || sentKey !== task.plannedKey
}

function partKeys(id: string, parts: ReadonlyMap<number, object>): readonly string[] {
  return [...parts.keys()].map((number) => partKeyOf(id, number))
}
