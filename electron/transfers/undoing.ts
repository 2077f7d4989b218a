import type { Holds } from './holds'
import { hasWork, type Job, withoutWork } from './job'
import type { JobTable } from './job-table'
import type { LeftBehind } from './left-behind'

const FIRST_DELAY_MS = 30_000
/** Parts are billed by the hour at least: ten minutes more cost nothing. */
const MAX_DELAY_MS = 10 * 60_000

/** Takes back what unfinished rows have on disk and server. */
export type Undoing = {
  /** Takes back what a row has. What can't be reached now is tried again, while the row is cancelled. */
  undo(id: string): void
  /** Something that was in the way may be gone: tries again at once. */
  again(): void
  /** Cancelled rows whose work is still there because of a hold. */
  heldCount(key: string): number
}

/**
 * @param deps.discard removes what a job has, and tells when it is gone, or why it is not
 * @param deps.heldChanged told when `heldCount` of a key has changed
 * @param deps.isStopped the app is ending: what is left is on record for its next start
 */
export function createUndoing(deps: {
  readonly table: Pick<JobTable, 'get' | 'edit'>
  readonly discard: LeftBehind['discard']
  readonly holds: Pick<Holds, 'holding' | 'watchUndoing'>
  readonly heldChanged: (key: string) => void
  readonly schedule: (run: () => void, delayMs: number) => void
  readonly isStopped: () => boolean
}): Undoing {
  const { table, holds } = deps
  /** Rows whose work is not gone yet. */
  const left = new Set<string>()
  /** Those of them that nothing can be done for until a hold ends, with its key. */
  const heldBy = new Map<string, string>()
  let delayMs = FIRST_DELAY_MS
  let isPlanned = false

  const isCancelled = (id: string) => table.get(id)?.row.state.status === 'cancelled'

  function plan(): void {
    if (isPlanned || left.size === 0) return
    isPlanned = true
    deps.schedule(() => {
      isPlanned = false
      delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)
      if (!deps.isStopped()) again()
    }, delayMs)
  }

  function setHeld(id: string, key: string | undefined): void {
    const before = heldBy.get(id)
    if (before === key) return
    if (key === undefined) heldBy.delete(id)
    else heldBy.set(id, key)
    if (before !== undefined) deps.heldChanged(before)
    if (key !== undefined) deps.heldChanged(key)
  }

  function leave(id: string): void {
    left.delete(id)
    setHeld(id, undefined)
  }

  function undo(id: string): void {
    const job = table.get(id)
    if (!job || job.row.state.status === 'done') return
    if (hasWork(job.task)) left.add(id)
    const judge = holds.watchUndoing(job)
    deps.discard(job, whenGone(id, job), (error) => {
      if (deps.isStopped()) return
      if (isCancelled(id)) setHeld(id, judge(error))
      // Removed meanwhile, or to go on: what the server has of it is on record there.
      else leave(id)
    })
    plan()
  }

  function whenGone(id: string, job: Job): () => void {
    return () => {
      leave(id)
      if (left.size === 0) delayMs = FIRST_DELAY_MS
      // A retry may have made new work of it meanwhile.
      if (deps.isStopped() || table.get(id)?.task !== job.task || !hasWork(job.task)) return
      table.edit(id, (current) => ({ ...current, task: withoutWork(current.task) }))
    }
  }

  function again(): void {
    for (const id of [...left]) {
      const job = table.get(id)
      if (job?.row.state.status !== 'cancelled' || !hasWork(job.task)) leave(id)
      else if (!heldBy.has(id) || holds.holding(job) !== heldBy.get(id)) undo(id)
    }
    plan()
  }

  return {
    undo,
    again,
    heldCount(key) {
      let count = 0
      for (const [id, by] of heldBy) if (by === key && isCancelled(id)) count += 1
      return count
    },
  }
}
