import type { RunContext, Runner } from './job'

/** 1 s: a transfer that stands still is seen to, and one that moves tells of itself more often. */
const TICK_MS = 1000

type Watched = { report: () => void; toldSinceTick: boolean }

/**
 * Lets a run tell its progress again while no byte moves, so that its speed falls instead of
 * staying at the last value. Ticks only while something runs.
 */
export function createSpeedWatch(deps: {
  readonly schedule: (run: () => void, delayMs: number) => void
}): (run: Runner) => Runner {
  const running = new Set<Watched>()
  let ticking = false

  function tick(): void {
    if (running.size === 0) {
      ticking = false
      return
    }
    for (const one of running) {
      if (!one.toldSinceTick) one.report()
      one.toldSinceTick = false
    }
    deps.schedule(tick, TICK_MS)
  }

  function watched(context: RunContext): { context: RunContext; watch: Watched } {
    const watch: Watched = { report: () => undefined, toldSinceTick: false }
    const progress = (doneBytes: number) => {
      watch.toldSinceTick = true
      watch.report = () => context.progress(doneBytes)
      context.progress(doneBytes)
    }
    return { context: { ...context, progress }, watch }
  }

  return (run) => async (job, context) => {
    const { context: own, watch } = watched(context)
    running.add(watch)
    if (!ticking) {
      ticking = true
      deps.schedule(tick, TICK_MS)
    }
    try {
      return await run(job, own)
    } finally {
      running.delete(watch)
    }
  }
}
