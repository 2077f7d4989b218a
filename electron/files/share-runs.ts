/**
 * Runs some work one at a time. Whoever asks while it runs shares the run after it, since the
 * running one may have begun too early for them (as databases commit in groups).
 * @returns resolves or rejects with the run that began after the call
 */
export function shareRuns(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  function start(): Promise<void> {
    next = undefined
    const run = work()
    running = run
    const end = () => {
      if (running === run) running = undefined
    }
    run.then(end, end)
    return run
  }
  return () => {
    if (running === undefined) return start()
    next ??= running.then(start, start)
    return next
  }
}
