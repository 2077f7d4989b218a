import {
  canCancel,
  canRetry,
  type Direction,
  isTerminal,
  type TransferPatch,
  type TransferRow,
} from '../../shared/transfer'
import { errorInfoOf, isCancelled } from '../errors/app-error'
import { createChangeFeed } from './change-feed'
import { attemptsOf, type Job, type Outcome, type Runner } from './job'
import { retryDelayMs } from './retry-policy'
import { createSpeedMeter } from './speed'
import { type TransferEvent, transition } from './transition'
import { createWaitingLine } from './waiting-line'

/** Which rows a command is about. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: Direction }

/** The queue of all transfers. It owns the rows; everybody else sees copies. */
export type TransferQueue = {
  add(jobs: readonly Job[]): void
  get(id: string): Job | undefined
  /** Rows of a batch or of a direction, in the order of adding. */
  find(test: (row: TransferRow) => boolean): readonly Job[]
  snapshot(): { revision: number; rows: TransferRow[] }
  cancel(selection: Selection): void
  retry(selection: Selection): void
  /** Takes ended rows out of the list. */
  remove(selection: Selection): void
  /** Looks for free slots, after the limits have changed. */
  wake(): void
  /** Stops everything and waits until nothing runs; the queue is not used afterwards. */
  stop(): Promise<void>
}

export type QueueDeps = {
  readonly run: Runner
  readonly atOnce: (direction: Direction) => number
  readonly publish: (patch: TransferPatch) => void
  readonly now: () => number
  readonly random: () => number
  readonly schedule: (run: () => void, delayMs: number) => void
  /** Told about every failure that is a bug, with its stack. */
  readonly reportBug: (thrown: unknown) => void
}

/** Builds an empty queue; nothing runs before the first `add`. */
export function createQueue(deps: QueueDeps): TransferQueue {
  const jobs = new Map<string, Job>()
  const running = new Map<string, { abort: AbortController; ended: Promise<void> }>()
  const active: Record<Direction, Set<string>> = { upload: new Set(), download: new Set() }
  const waiting = { upload: createWaitingLine(), download: createWaitingLine() }
  let stopped = false

  const feed = createChangeFeed({
    read: (id) => jobs.get(id)?.row,
    publish: deps.publish,
    schedule: deps.schedule,
  })

  function apply(id: string, event: TransferEvent): void {
    const job = jobs.get(id)
    if (!job) return
    const state = transition(job.row.state, event)
    if (state === job.row.state) return
    jobs.set(id, { ...job, row: { ...job.row, state } })
    feed.stateChanged(id)
  }

  function pump(direction: Direction): void {
    while (!stopped && active[direction].size < deps.atOnce(direction)) {
      const id = waiting[direction].take()
      if (id === undefined) return
      if (jobs.get(id)?.row.state.status === 'queued') start(id, direction)
    }
  }

  function start(id: string, direction: Direction): void {
    apply(id, { type: 'picked' })
    const abort = new AbortController()
    active[direction].add(id)
    const ended = runOnce(id, abort.signal).finally(() => {
      running.delete(id)
      active[direction].delete(id)
      pump(direction)
    })
    running.set(id, { abort, ended })
  }

  async function runOnce(id: string, signal: AbortSignal): Promise<void> {
    const job = jobs.get(id)
    if (!job) return
    const startedAtMs = deps.now()
    const meter = createSpeedMeter()
    // A run that was cancelled may still report while it closes its files, and by then the row may
    // wait for its next run: nothing it says counts any more.
    const tell = (event: TransferEvent) => {
      if (!signal.aborted) apply(id, event)
    }
    try {
      const outcome = await deps.run(job, {
        signal,
        attempt: attemptsOf(job.row.state),
        progress: (doneBytes) =>
          tell({
            type: 'progressed',
            doneBytes,
            bytesPerSecond: meter.sample(doneBytes, deps.now()),
          }),
        verifying: () => tell({ type: 'verifying' }),
        learn: (facts) =>
          edit(id, (current) => ({ ...current, row: { ...current.row, ...facts } })),
        saved: (savedPath) =>
          edit(id, (current) =>
            current.task.direction === 'download'
              ? { ...current, task: { ...current.task, savedPath } }
              : current,
          ),
        remember: (memory) => {
          const current = jobs.get(id)
          if (current?.task.direction === 'upload') {
            jobs.set(id, { ...current, task: { ...current.task, memory } })
          }
        },
      })
      tell(endOf(outcome, startedAtMs))
    } catch (thrown) {
      if (!signal.aborted) fail(id, thrown)
    }
  }

  function endOf(outcome: Outcome, startedAtMs: number): TransferEvent {
    const atMs = deps.now()
    return outcome.kind === 'done'
      ? {
          type: 'finished',
          verification: outcome.verification,
          atMs,
          durationMs: Math.max(0, atMs - startedAtMs),
        }
      : { type: 'skipped', reason: outcome.reason, atMs }
  }

  function fail(id: string, thrown: unknown): void {
    const job = jobs.get(id)
    if (!job) return
    if (isCancelled(thrown)) {
      apply(id, { type: 'cancelled', atMs: deps.now() })
      return
    }
    const error = errorInfoOf(thrown)
    if (error.code === 'UNEXPECTED') deps.reportBug(thrown)
    const delayMs = retryDelayMs(error, attemptsOf(job.row.state), deps.random())
    if (delayMs === undefined) {
      apply(id, { type: 'failed', error, atMs: deps.now() })
      return
    }
    apply(id, { type: 'postponed', error, nextTryAtMs: deps.now() + delayMs })
    deps.schedule(() => enqueue(id), delayMs)
  }

  function enqueue(id: string): void {
    const row = jobs.get(id)?.row
    if (row?.state.status !== 'queued' || running.has(id)) return
    waiting[row.direction].add(id)
    pump(row.direction)
  }

  function edit(id: string, change: (job: Job) => Job): void {
    const job = jobs.get(id)
    if (!job) return
    jobs.set(id, change(job))
    feed.rowChanged(id)
  }

  function each(selection: Selection, act: (id: string, row: TransferRow) => void): void {
    const ids = 'ids' in selection ? selection.ids : [...jobs.keys()]
    for (const id of ids) {
      const row = jobs.get(id)?.row
      if (row && ('ids' in selection || row.direction === selection.all)) act(id, row)
    }
  }

  return {
    add(added) {
      for (const job of added) {
        jobs.set(job.row.id, job)
        feed.rowChanged(job.row.id)
        if (job.row.state.status === 'queued') waiting[job.row.direction].add(job.row.id)
      }
      pump('upload')
      pump('download')
    },
    get: (id) => jobs.get(id),
    find: (test) => [...jobs.values()].filter((job) => test(job.row)),
    snapshot() {
      feed.flush()
      return { revision: feed.revision(), rows: [...jobs.values()].map((job) => job.row) }
    },
    cancel(selection) {
      each(selection, (id, row) => {
        if (!canCancel(row.state)) return
        waiting[row.direction].drop(id)
        apply(id, { type: 'cancelled', atMs: deps.now() })
        running.get(id)?.abort.abort()
      })
    },
    retry(selection) {
      each(selection, (id, row) => {
        // "Retry all" is about failures; a cancelled or skipped row is retried when it is meant itself.
        if ('all' in selection && row.state.status !== 'failed') return
        if (!canRetry(row.state)) return
        apply(id, { type: 'retried' })
        const run = running.get(id)
        // A cancelled run may still be closing its files: the new one waits for it.
        if (run) run.ended.then(() => enqueue(id))
        else enqueue(id)
      })
    },
    remove(selection) {
      each(selection, (id, row) => {
        if (!isTerminal(row.state)) return
        jobs.delete(id)
        feed.removed(id)
      })
    },
    wake() {
      pump('upload')
      pump('download')
    },
    async stop() {
      stopped = true
      for (const { abort } of running.values()) abort.abort()
      await Promise.allSettled([...running.values()].map((run) => run.ended))
    },
  }
}
