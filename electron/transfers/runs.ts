import { errorInfoOf, isCancelled } from '../errors/app-error'
import type { Holds } from './holds'
import {
  attemptsOf,
  hasWork,
  type Job,
  keptBytes,
  type Outcome,
  type RunContext,
  type Runner,
  withoutWork,
} from './job'
import type { JobTable } from './job-table'
import { isProgress, retryDelayMs } from './retry-policy'
import { createSpeedMeter } from './speed'
import type { TransferEvent } from './transition'

/** Why a run is stopped: what it has done so far is kept for later, or undone. */
export type StopIntent = 'keep' | 'undo'

/** The runs that are under way, one per job. */
export type Runs = {
  /**
   * Runs a job once.
   * @param moved called when it needs its line no more, if that comes before its end
   * @param then called when it has let go of everything
   */
  start(id: string, moved: () => void, then: () => void): void
  stop(id: string, intent: StopIntent): void
  has(id: string): boolean
  /** Calls back when the run of a job has ended; at once when there is none. */
  whenEnded(id: string, then: () => void): void
  stopAll(intent: StopIntent): Promise<void>
}

export type RunsDeps = {
  readonly run: Runner
  readonly table: JobTable
  /** What was journaled so far of a row must be on disk before anything of it is sent. */
  readonly onDisk: (id: string) => Promise<void>
  /** Puts a job back in line after a delay. */
  readonly again: (id: string, delayMs: number) => void
  readonly now: () => number
  readonly random: () => number
  readonly reportBug: (thrown: unknown) => void
  readonly holds: Pick<Holds, 'judge' | 'sign'>
}

type Run = { readonly abort: AbortController; intent: StopIntent; ended: Promise<void> }

export function createRuns(deps: RunsDeps): Runs {
  const { table } = deps
  const runs = new Map<string, Run>()

  async function runOnce(id: string, run: Run, moved: () => void): Promise<void> {
    const { signal } = run.abort
    const startedAtMs = deps.now()
    let keptBefore = 0
    // A run that was stopped may still report while it closes its files, and by then the row may
    // wait for its next run: nothing it says counts any more.
    const tell = (event: TransferEvent) => {
      if (!signal.aborted) table.apply(id, event)
    }
    try {
      await deps.onDisk(id)
      const job = table.get(id)
      if (!job || signal.aborted) return
      keptBefore = keptBytes(job.task)
      deps.holds.sign(job, 'started')
      const outcome = await deps.run(job, contextOf(id, job, run, tell, moved))
      if (signal.aborted) return
      // In one go with the end, so that no start of the app ever sees the one without the other.
      forgetWork(id)
      deps.holds.sign(job, 'done')
      tell(endOf(outcome, startedAtMs, deps.now()))
    } catch (thrown) {
      if (!signal.aborted) fail(id, thrown, keptBefore)
    } finally {
      noteKept(id)
    }
  }

  function noteKept(id: string): void {
    const task = table.get(id)?.task
    if (task) table.apply(id, { type: 'kept', doneBytes: keptBytes(task) })
  }

  function forgetWork(id: string): void {
    const job = table.get(id)
    if (!job || !hasWork(job.task)) return
    table.edit(id, (current) => ({ ...current, task: withoutWork(current.task) }))
  }

  function contextOf(
    id: string,
    job: Job,
    run: Run,
    tell: (event: TransferEvent) => void,
    moved: () => void,
  ): RunContext {
    const meter = createSpeedMeter()
    let isAlive = false
    // What is sent may still be on its way when the server is long gone: only an answer counts.
    const noteLife = () => {
      if (isAlive) return
      isAlive = true
      deps.holds.sign(job, 'alive')
    }
    return {
      signal: run.abort.signal,
      keepsWork: () => run.intent === 'keep',
      attempt: attemptsOf(job.row.state),
      progress(doneBytes) {
        if (doneBytes > 0 && job.row.direction === 'download') noteLife()
        tell({
          type: 'progressed',
          doneBytes,
          bytesPerSecond: meter.sample(doneBytes, deps.now()),
        })
      },
      verifying: () => tell({ type: 'verifying' }),
      moved,
      learn: (facts) =>
        table.edit(id, (current) => ({ ...current, row: { ...current.row, ...facts } })),
      saved: (savedPath) =>
        table.edit(id, (current) =>
          current.task.direction === 'download'
            ? { ...current, task: { ...current.task, savedPath } }
            : current,
        ),
      remember: (memory) => {
        // The server has begun it, or taken a part.
        if (memory.multipart) noteLife()
        table.edit(id, (current) => ({ ...current, task: { ...current.task, ...memory } }))
        return deps.onDisk(id)
      },
    }
  }

  /** @param keptBefore bytes that were safe when the run began */
  function fail(id: string, thrown: unknown, keptBefore: number): void {
    const job = table.get(id)
    if (!job) return
    if (isCancelled(thrown)) {
      table.apply(id, { type: 'cancelled', atMs: deps.now() })
      deps.holds.sign(job, 'left')
      return
    }
    const error = errorInfoOf(thrown)
    if (error.code === 'UNEXPECTED') deps.reportBug(thrown)
    const verdict = deps.holds.judge(job, error)
    if (verdict === 'hold' || verdict === 'again') {
      table.apply(id, { type: 'held', ...(verdict === 'hold' ? { error } : {}) })
      deps.again(id, 0)
      return
    }
    // A hundred gigabytes over a bad line have more than five bad moments: what counts is that
    // nothing came of several attempts in a row.
    const gainedBytes = keptBytes(job.task) - keptBefore
    const attempts = isProgress(gainedBytes) ? 1 : attemptsOf(job.row.state)
    const delayMs = verdict === 'fail' ? undefined : retryDelayMs(error, attempts, deps.random())
    if (delayMs === undefined) {
      table.apply(id, { type: 'failed', error, atMs: deps.now() })
      deps.holds.sign(job, 'left')
      return
    }
    table.apply(id, { type: 'postponed', error, attempts, nextTryAtMs: deps.now() + delayMs })
    deps.again(id, delayMs)
  }

  return {
    start(id, moved, then) {
      const run: Run = { abort: new AbortController(), intent: 'keep', ended: Promise.resolve() }
      runs.set(id, run)
      run.ended = runOnce(id, run, moved).finally(() => {
        runs.delete(id)
        then()
      })
    },
    stop(id, intent) {
      const run = runs.get(id)
      if (!run) return
      run.intent = intent
      run.abort.abort()
    },
    has: (id) => runs.has(id),
    whenEnded(id, then) {
      const run = runs.get(id)
      if (run) run.ended.then(then)
      else then()
    },
    async stopAll(intent) {
      for (const run of runs.values()) {
        run.intent = intent
        run.abort.abort()
      }
      await Promise.allSettled([...runs.values()].map((run) => run.ended))
    },
  }
}

function endOf(outcome: Outcome, startedAtMs: number, atMs: number): TransferEvent {
  return outcome.kind === 'done'
    ? {
        type: 'finished',
        verification: outcome.verification,
        atMs,
        durationMs: Math.max(0, atMs - startedAtMs),
      }
    : { type: 'skipped', reason: outcome.reason, atMs }
}
