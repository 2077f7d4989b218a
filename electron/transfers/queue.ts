import {
  canCancel,
  canPause,
  canRetry,
  type Direction,
  isTerminal,
  type TransferPatch,
} from '../../shared/transfer'
import { createArrivals } from './arrivals'
import { reactToHolds } from './hold-reactions'
import { type Holds, NO_HOLDS } from './holds'
import { hasWork, type Job, type Runner } from './job'
import { createJobTable, type JournalWriter } from './job-table'
import type { LeftBehind } from './left-behind'
import { createPump } from './pump'
import { createRuns } from './runs'
import { createSelections } from './selections'
import { breathe, inSlices } from './slices'
import type { TransferQueue } from './transfer-queue'
import { createUndoing } from './undoing'
import { createWaitingLine, type HoldingRule } from './waiting-line'

export type { JobSlices, TransferQueue } from './transfer-queue'

export type QueueDeps = {
  readonly run: Runner
  readonly journal: JournalWriter
  /** Removes what an unfinished job has left behind on disk or server. */
  readonly discard: LeftBehind['discard']
  readonly atOnce: (direction: Direction) => number
  readonly publish: (patch: TransferPatch) => void
  readonly now: () => number
  readonly random: () => number
  readonly schedule: (run: () => void, delayMs: number) => void
  /** What rows wait for instead of failing; by default nothing. */
  readonly holds?: Holds
  /** Told about every failure that is a bug, with its stack. */
  readonly reportBug: (thrown: unknown) => void
}

/** Builds an empty queue; nothing runs before the first `add`. */
export function createQueue(deps: QueueDeps): TransferQueue {
  const { holds = NO_HOLDS } = deps
  const table = createJobTable(deps)
  const rule: HoldingRule = {
    holding(id) {
      const job = table.get(id)
      return job && holds.holding(job)
    },
    changed: heldChanged,
  }
  const waiting = { upload: createWaitingLine(rule), download: createWaitingLine(rule) }
  let stopped = false

  const runs = createRuns({
    ...deps,
    holds,
    table,
    onDisk: (id) => deps.journal.onDisk(id),
    again(id, delayMs) {
      const planned = nextTryOf(id)
      // Paused, resumed and postponed anew, a row has another plan than this one.
      deps.schedule(() => {
        if (nextTryOf(id) === planned) enqueue(id)
      }, delayMs)
    },
  })
  const undoing = createUndoing({ ...deps, holds, table, heldChanged, isStopped: () => stopped })

  const rows = createSelections({
    table,
    isUnderWay: runs.has,
    flushed: () => deps.journal.flushed(),
    released: wake,
  })
  const arrivals = createArrivals(deps.now)
  const pump = createPump({
    ...deps,
    table,
    runs,
    waiting,
    mayStart: () => !stopped && !rows.holdsBack(),
  })

  function heldChanged(key: string): void {
    const rows = waiting.upload.heldCount(key) + waiting.download.heldCount(key)
    holds.heldChanged(key, rows, undoing.heldCount(key))
  }

  function nextTryOf(id: string): number | undefined {
    const state = table.get(id)?.row.state
    return state?.status === 'queued' ? state.nextTryAtMs : undefined
  }

  function enqueue(id: string): void {
    const row = table.get(id)?.row
    if (row?.state.status !== 'queued' || runs.has(id)) return
    waiting[row.direction].add(id)
    pump.wake(row.direction)
  }

  function placeFirst(id: string): void {
    const row = table.get(id)?.row
    if (row?.state.status === 'queued') waiting[row.direction].addFirst(id)
  }

  /** A stopped run may still be closing its files: the next one waits for it. */
  function enqueueAfterRun(id: string): void {
    runs.whenEnded(id, () => enqueue(id))
  }

  function take(jobs: readonly Job[]): void {
    for (const job of jobs) {
      table.add(job)
      if (job.row.state.status === 'queued') waiting[job.row.direction].add(job.row.id)
    }
  }

  /** The row waits for nothing any more. */
  function leave(id: string): void {
    const job = table.get(id)
    if (job) holds.sign(job, 'left')
  }

  function add(jobs: readonly Job[]): void {
    for (const job of jobs) deps.journal.put(job, true)
    take(jobs)
    wake()
  }

  function wake(): void {
    pump.wake('upload')
    pump.wake('download')
  }

  reactToHolds(holds, {
    table,
    runs,
    waiting,
    active: pump.active,
    enqueueAfterRun,
    forEachWaiting: (act) =>
      rows.inTurn(() =>
        inSlices(
          table.all(),
          ({ row }) => row.state.status === 'queued' && act(row.id),
          deps.journal.flushed,
        ),
      ),
    released: () => {
      undoing.again()
      wake()
    },
    wake,
    now: deps.now,
  })

  return {
    add,
    async addSlices(direction, slices, stop) {
      const arrival = arrivals.begin(direction, stop)
      try {
        for await (const jobs of slices) {
          add(arrival.inOrder(jobs))
          await deps.journal.flushed()
          await breathe()
        }
      } finally {
        arrival.ended()
      }
    },
    restore: (slices) =>
      rows.inTurn(async () => {
        for await (const jobs of slices) {
          if (stopped) return
          take(jobs)
          // What a cancel could not undo in time: the app ended, or the server was out of reach.
          for (const { row, task } of jobs) {
            if (row.state.status === 'cancelled' && hasWork(task)) undoing.undo(row.id)
          }
          wake()
          await breathe()
        }
      }),
    get: (id) => table.get(id),
    find: (test) => [...table.all()].filter((job) => test(job.row)),
    retell: () => table.retell(),
    pause(selection) {
      if ('all' in selection) arrivals.pause(selection.all)
      return rows.eachHeld(selection, (id, row) => {
        if (!canPause(row.state)) return
        waiting[row.direction].drop(id)
        leave(id)
        table.apply(id, { type: 'paused' })
        runs.stop(id, 'keep')
      })
    },
    resume(selection) {
      if ('all' in selection) arrivals.resume(selection.all)
      return rows.each(selection, (id) => {
        if (table.apply(id, { type: 'resumed' })) enqueueAfterRun(id)
      })
    },
    cancel(selection) {
      if ('all' in selection) arrivals.cancel(selection.all)
      return rows.eachHeld(selection, (id, row) => {
        if (!canCancel(row.state)) return
        waiting[row.direction].drop(id)
        leave(id)
        table.apply(id, { type: 'cancelled', atMs: deps.now() })
        runs.stop(id, 'undo')
        // Also behind a run: it may have been about to keep its work for a pause, or not have got
        // through to undo it.
        runs.whenEnded(id, () => {
          const job = table.get(id)
          if (job?.row.state.status === 'cancelled' && hasWork(job.task)) undoing.undo(id)
        })
      })
    },
    retry: (selection) =>
      rows.each(selection, (id, row) => {
        // "Retry all" is about failures; a cancelled or skipped row is retried when it is meant itself.
        if ('all' in selection && row.state.status !== 'failed') return
        if (canRetry(row.state) && table.apply(id, { type: 'retried' })) enqueueAfterRun(id)
      }),
    moveToTop(ids) {
      // A stopped run may still be closing its files: then the row comes first once that is over.
      for (const id of ids.toReversed()) runs.whenEnded(id, () => placeFirst(id))
      wake()
    },
    remove: (selection) =>
      rows.each(selection, (id, row) => {
        if (!isTerminal(row.state)) return
        undoing.undo(id)
        table.remove(id)
      }),
    wake,
    async stop() {
      stopped = true
      await rows.idle()
      await runs.stopAll('keep')
      await arrivals.idle()
      await deps.journal.flushed()
    },
  }
}
