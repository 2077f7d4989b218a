import type { Job } from './job'
import type { JournalWriter } from './job-table'
import {
  type JournalEntry,
  jobSlicesOf,
  ownerOf,
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

/** Parts or slots of a job, and what they belong to. */
type Parts = {
  /** That of an upload only grows: of 9,000 parts each is looked at once, and not at each other one. */
  readonly all: ReadonlyMap<number, object>
  readonly owner: string
  readonly unseen: Iterator<readonly [number, object]>
  seen: number
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
  /** What is on disk of parts, so that those are taken out that an upload has no more. */
  const partsOnDisk = new Map<string, Parts>()
  const { note, ...writes } = createPendingWrites(deps)
  const drop = (key: string) => note(key, () => ({ type: 'del', key }))

  /** Notes those that have changed. @returns what is known of them from now on */
  function noteParts(job: Job, before: Parts | undefined): Parts | undefined {
    const { id } = job.row
    const all = partsOf(job)
    const owner = ownerOf(job.task)
    const isSame = before?.all === all && before?.owner === owner
    // A slot of a download changes where it is.
    const isGrown = isSame && job.task.direction === 'upload'
    if (before && !isSame) {
      for (const number of before.all.keys()) if (!all?.has(number)) drop(partKeyOf(id, number))
    }
    if (!all) return undefined
    const parts = isGrown && before ? before : { all, owner, unseen: all.entries(), seen: 0 }
    // No further: an iterator that has come to the end does not see what is added later.
    for (; parts.seen < all.size; parts.seen += 1) {
      const [number, part] = parts.unseen.next().value ?? []
      if (number === undefined || part === undefined) break
      if (before?.owner === owner && writtenParts.has(part)) continue
      writtenParts.add(part)
      note(partKeyOf(id, number), () => partEntryOf(job, number, part))
    }
    return parts
  }

  return {
    put(job, isNew = false) {
      const { id } = job.row
      const before = partsOnDisk.get(id)
      note(id, job, isNew || isForGood(job) || beginsOnServer(job, before))
      const now = noteParts(job, before)
      if (now) partsOnDisk.set(id, now)
      else partsOnDisk.delete(id)
    },
    remove(job) {
      const { id } = job.row
      for (const number of partsOnDisk.get(id)?.all.keys() ?? []) drop(partKeyOf(id, number))
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
          const unseen = parts.entries()
          for (let seen = 0; seen < parts.size; seen += 1) {
            const [, part] = unseen.next().value ?? []
            if (part) writtenParts.add(part)
          }
          const owner = ownerOf(job.task)
          partsOnDisk.set(job.row.id, { all: parts, owner, unseen, seen: parts.size })
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

/** An upload id that the disk does not know yet: nobody else could end that upload. */
function beginsOnServer({ task }: Job, before: Parts | undefined): boolean {
  const uploadId = task.direction === 'upload' ? task.multipart?.uploadId : undefined
  return uploadId !== undefined && uploadId !== before?.owner
}
