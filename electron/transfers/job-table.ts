import type { TransferPatch } from '../../shared/transfer'
import { createChangeFeed } from './change-feed'
import type { Job } from './job'
import { type TransferEvent, transition } from './transition'

/** What survives the app. Writes are collected. */
export type JournalWriter = {
  /** @param isNew it has not been put before: this is on disk for good when `flushed` resolves */
  put(job: Job, isNew?: boolean): void
  remove(job: Job): void
  /** Resolves when all so far is on disk, or can't be written for now. */
  flushed(): Promise<void>
  /**
   * Resolves when all so far of one job is on disk, however much else waits to be written.
   * @throws AppError JOURNAL_NOT_WRITTEN
   */
  onDisk(id: string): Promise<void>
}

/** All jobs, and everybody who is told when one changes: the page by patches, the journal. */
export type JobTable = {
  get(id: string): Job | undefined
  all(): IterableIterator<Job>
  add(job: Job): void
  /** Applies an event to the state. @returns false when it meant nothing */
  apply(id: string, event: TransferEvent): boolean
  /** Changes anything but the state. */
  edit(id: string, change: (job: Job) => Job): void
  remove(id: string): void
  /** How many there are. */
  size(): number
  /** Tells everything anew: after this revision each row comes as a change, the newest batch first. */
  retell(): { revision: number; rows: number }
}

/** Comes by the thousand, and is over at the next start: what was done is found on disk and server. */
const PASSING: ReadonlySet<TransferEvent['type']> = new Set(['picked', 'progressed', 'verifying'])

export function createJobTable(deps: {
  publish: (patch: TransferPatch) => void
  schedule: (run: () => void, delayMs: number) => void
  journal: Pick<JournalWriter, 'put' | 'remove'>
}): JobTable {
  const jobs = new Map<string, Job>()
  const feed = createChangeFeed({
    read: (id) => jobs.get(id)?.row,
    publish: deps.publish,
    schedule: deps.schedule,
  })

  return {
    get: (id) => jobs.get(id),
    all: () => jobs.values(),
    add(job) {
      jobs.set(job.row.id, job)
      feed.rowChanged(job.row.id)
    },
    apply(id, event) {
      const job = jobs.get(id)
      if (!job) return false
      const state = transition(job.row.state, event)
      if (state === job.row.state) return false
      const next = { ...job, row: { ...job.row, state } }
      jobs.set(id, next)
      feed.stateChanged(id)
      if (!PASSING.has(event.type)) deps.journal.put(next)
      return true
    },
    edit(id, change) {
      const job = jobs.get(id)
      if (!job) return
      const next = change(job)
      jobs.set(id, next)
      if (next.row !== job.row) feed.rowChanged(id)
      deps.journal.put(next)
    },
    remove(id) {
      const job = jobs.get(id)
      if (!job) return
      jobs.delete(id)
      feed.removed(id)
      deps.journal.remove(job)
    },
    size: () => jobs.size,
    retell() {
      feed.forget()
      const revision = feed.revision()
      for (const ids of newestBatchFirst(jobs.values())) for (const id of ids) feed.rowChanged(id)
      feed.flush()
      return { revision, rows: jobs.size }
    },
  }
}

/** Ids by batch, in the order in which the window shows them: what is in sight comes first. */
function newestBatchFirst(jobs: Iterable<Job>): readonly (readonly string[])[] {
  const batches = new Map<string, string[]>()
  for (const { row } of jobs) {
    const ids = batches.get(row.batchId)
    if (ids) ids.push(row.id)
    else batches.set(row.batchId, [row.id])
  }
  return [...batches.values()].reverse()
}
