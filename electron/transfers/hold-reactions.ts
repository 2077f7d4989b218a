import { type Direction, isActive } from '../../shared/transfer'
import type { HoldEvent, Holds } from './holds'
import type { JobTable } from './job-table'
import type { Runs } from './runs'
import type { WaitingLine } from './waiting-line'

/** What the queue does when a hold begins, ends, tries or gives up. */
export function reactToHolds(
  holds: Holds,
  queue: {
    readonly table: JobTable
    readonly runs: Pick<Runs, 'stop'>
    readonly waiting: Readonly<Record<Direction, WaitingLine>>
    /** Ids that take a slot at the moment. */
    readonly active: () => readonly string[]
    /** Puts a row back in line once its run has let go of everything. */
    readonly enqueueAfterRun: (id: string) => void
    /** Does something with every waiting row, in slices. */
    readonly forEachWaiting: (act: (id: string) => void) => Promise<void>
    /** What was in the way of some rows is gone. */
    readonly released: () => void
    readonly wake: () => void
    readonly now: () => number
  },
): void {
  const { table, waiting } = queue

  /** Puts back in line what is under way and may not be any more. */
  function holdActive(): void {
    for (const id of queue.active()) {
      const job = table.get(id)
      if (!job || !isActive(job.row.state) || holds.holding(job) === undefined) continue
      holds.sign(job, 'left')
      table.apply(id, { type: 'held' })
      queue.runs.stop(id, 'keep')
      queue.enqueueAfterRun(id)
    }
  }

  function release(key: string): void {
    for (const line of Object.values(waiting)) line.release(key)
    queue.released()
  }

  function probe(key: string): void {
    const id = waiting.upload.releaseOne(key) ?? waiting.download.releaseOne(key)
    const job = id === undefined ? undefined : table.get(id)
    if (job) holds.sign(job, 'probing')
    queue.wake()
  }

  function failAll({ key, error, done }: Extract<HoldEvent, { type: 'failed' }>): void {
    const fail = (id: string) => {
      const job = table.get(id)
      if (!job || holds.holding(job) !== key) return
      waiting[job.row.direction].drop(id)
      table.apply(id, { type: 'failed', error, atMs: queue.now() })
    }
    const end = () => {
      done()
      release(key)
    }
    queue.forEachWaiting(fail).then(end, end)
  }

  holds.listen((event) => {
    switch (event.type) {
      case 'started':
        return holdActive()
      case 'released':
        return release(event.key)
      case 'probe':
        return probe(event.key)
      case 'failed':
        return failAll(event)
    }
  })
}
