import {
  canCancel,
  canPause,
  canRetry,
  type Direction,
  isTerminal,
  type TransferPatch,
  type TransferRow,
} from '../../shared/transfer'
import { type Holds, NO_HOLDS } from './holds'
import { hasWork, type Job, type Runner, withoutWork } from './job'
import { createJobTable, type JournalWriter } from './job-table'
import { createRuns } from './runs'
import { createWaitingLine, type HoldingRule } from './waiting-line'

/** Which rows a command is about. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: Direction }

/** The queue of all transfers. It owns the rows; everybody else sees copies. */
export type TransferQueue = {
  /** Journals the jobs, then lets them run. */
  add(jobs: readonly Job[]): void
  /** Takes over jobs of an earlier start, as they are; nothing is journaled again. */
  restore(jobs: readonly Job[]): void
  get(id: string): Job | undefined
  /** Rows of a batch or of a direction, in the order of adding. */
  find(test: (row: TransferRow) => boolean): readonly Job[]
  snapshot(): { revision: number; rows: TransferRow[] }
  /** Stops rows and keeps what they have done. */
  pause(selection: Selection): void
  resume(selection: Selection): void
  /** Stops rows and undoes what they have done. */
  cancel(selection: Selection): void
  retry(selection: Selection): void
  /** Lets waiting rows run before all others, the first of the selection first. */
  moveToTop(ids: readonly string[]): void
  /** Takes ended rows out of the list. */
  remove(selection: Selection): void
  /** Looks for free slots, after the limits have changed. */
  wake(): void
  /** Stops everything, keeps what was done, and waits until nothing runs; not used afterwards. */
  stop(): Promise<void>
}

export type QueueDeps = {
  readonly run: Runner
  readonly journal: JournalWriter
  /** Removes what an unfinished job has left behind on disk or server, and tells when it is gone. */
  readonly discard: (job: Job, whenGone: () => void) => void
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
  const active: Record<Direction, Set<string>> = { upload: new Set(), download: new Set() }
  const { holds = NO_HOLDS } = deps
  const table = createJobTable(deps)
  const rule: HoldingRule = {
    holding(id) {
      const job = table.get(id)
      return job && holds.holding(job)
    },
    changed: (key) =>
      holds.heldChanged(key, waiting.upload.heldCount(key) + waiting.download.heldCount(key)),
  }
  const waiting = { upload: createWaitingLine(rule), download: createWaitingLine(rule) }
  let stopped = false

  const runs = createRuns({
    ...deps,
    holds,
    table,
    flushed: () => deps.journal.flushed(),
    again: (id, delayMs) => deps.schedule(() => enqueue(id), delayMs),
  })

  function pump(direction: Direction): void {
    while (!stopped && active[direction].size < deps.atOnce(direction)) {
      const id = waiting[direction].take()
      if (id === undefined) return
      if (!table.apply(id, { type: 'picked' })) continue
      active[direction].add(id)
      runs.start(id, () => {
        active[direction].delete(id)
        pump(direction)
      })
    }
  }

  function enqueue(id: string): void {
    const row = table.get(id)?.row
    if (row?.state.status !== 'queued' || runs.has(id)) return
    waiting[row.direction].add(id)
    pump(row.direction)
  }

  /** A stopped run may still be closing its files: the next one waits for it. */
  function enqueueAfterRun(id: string): void {
    runs.whenEnded(id, () => enqueue(id))
  }

  function each(selection: Selection, act: (id: string, row: TransferRow) => void): void {
    const chosen =
      'ids' in selection
        ? selection.ids.flatMap((id) => table.get(id)?.row ?? [])
        : [...table.all()].map((job) => job.row).filter((row) => row.direction === selection.all)
    for (const row of chosen) act(row.id, row)
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

  function wake(): void {
    pump('upload')
    pump('download')
  }

  holds.listen((event) => {
    if (event.type !== 'released') return
    waiting.upload.release(event.key)
    waiting.download.release(event.key)
    wake()
  })

  return {
    add(jobs) {
      for (const job of jobs) deps.journal.put(job)
      take(jobs)
      wake()
    },
    restore(jobs) {
      take(jobs)
      // What a cancel could not undo in time: the app ended, or the server was out of reach.
      for (const { row, task } of jobs) {
        if (row.state.status === 'cancelled' && hasWork(task)) discard(row.id)
      }
      wake()
    },
    get: (id) => table.get(id),
    find: (test) => [...table.all()].filter((job) => test(job.row)),
    snapshot: () => table.snapshot(),
    pause(selection) {
      each(selection, (id, row) => {
        if (!canPause(row.state)) return
        waiting[row.direction].drop(id)
        leave(id)
        table.apply(id, { type: 'paused' })
        runs.stop(id, 'keep')
      })
    },
    resume(selection) {
      each(selection, (id) => {
        if (table.apply(id, { type: 'resumed' })) enqueueAfterRun(id)
      })
    },
    cancel(selection) {
      each(selection, (id, row) => {
        if (!canCancel(row.state)) return
        waiting[row.direction].drop(id)
        leave(id)
        table.apply(id, { type: 'cancelled', atMs: deps.now() })
        if (runs.has(id)) runs.stop(id, 'undo')
        else discard(id)
      })
    },
    retry(selection) {
      each(selection, (id, row) => {
        // "Retry all" is about failures; a cancelled or skipped row is retried when it is meant itself.
        if ('all' in selection && row.state.status !== 'failed') return
        if (canRetry(row.state) && table.apply(id, { type: 'retried' })) enqueueAfterRun(id)
      })
    },
    moveToTop(ids) {
      for (const id of ids.toReversed()) {
        const row = table.get(id)?.row
        if (row?.state.status === 'queued') waiting[row.direction].addFirst(id)
      }
    },
    remove(selection) {
      each(selection, (id, row) => {
        if (!isTerminal(row.state)) return
        discard(id)
        table.remove(id)
      })
    },
    wake,
    async stop() {
      stopped = true
      await runs.stopAll('keep')
      await deps.journal.flushed()
    },
  }

  function discard(id: string): void {
    const job = table.get(id)
    if (!job || job.row.state.status === 'done') return
    deps.discard(job, () => {
      // A retry may have made new work of it meanwhile.
      if (stopped || table.get(id)?.task !== job.task || !hasWork(job.task)) return
      table.edit(id, (current) => ({ ...current, task: withoutWork(current.task) }))
    })
  }
}
