import { hasWork, type Job, withoutWork } from './job'
import type { JobTable } from './job-table'

const FIRST_DELAY_MS = 30_000
/** Parts are billed by the hour at least: ten minutes more cost nothing. */
const MAX_DELAY_MS = 10 * 60_000

/** Takes back what unfinished rows have on disk and server. */
export type Undoing = {
  /** Takes back what a row has. What can't be reached now is tried again, while the row is cancelled. */
  undo(id: string): void
  /** Something that was in the way may be gone: tries again at once. */
  again(): void
}

/**
 * @param deps.discard removes what a job has, and tells when it is gone
 * @param deps.isStopped the app is ending: what is left is on record for its next start
 */
export function createUndoing(deps: {
  readonly table: Pick<JobTable, 'get' | 'edit'>
  readonly discard: (job: Job, whenGone: () => void) => void
  readonly schedule: (run: () => void, delayMs: number) => void
  readonly isStopped: () => boolean
}): Undoing {
  const { table } = deps
  /** Rows whose work is not gone yet. */
  const left = new Set<string>()
  let delayMs = FIRST_DELAY_MS
  let isPlanned = false

  function plan(): void {
    if (isPlanned || left.size === 0) return
    isPlanned = true
    deps.schedule(() => {
      isPlanned = false
      delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)
      if (!deps.isStopped()) again()
    }, delayMs)
  }

  function undo(id: string): void {
    const job = table.get(id)
    if (!job || job.row.state.status === 'done') return
    if (hasWork(job.task)) left.add(id)
    deps.discard(job, () => {
      left.delete(id)
      if (left.size === 0) delayMs = FIRST_DELAY_MS
      // A retry may have made new work of it meanwhile.
      if (deps.isStopped() || table.get(id)?.task !== job.task || !hasWork(job.task)) return
      table.edit(id, (current) => ({ ...current, task: withoutWork(current.task) }))
    })
    plan()
  }

  function again(): void {
    for (const id of [...left]) {
      const job = table.get(id)
      if (job?.row.state.status === 'cancelled' && hasWork(job.task)) undo(id)
      else left.delete(id)
    }
    plan()
  }

  return { undo, again }
}
