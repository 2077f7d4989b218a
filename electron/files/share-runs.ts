/**
 * Runs some work one at a time. Whoever asks while it runs shares the run after it, since the
 * running one may have begun too early for them (as databases commit in groups).
 * @param gather awaited before each run: whoever asks until then shares that run
 * @returns resolves or rejects with the run that began after the call
 */
export function shareRuns(
  work: () => Promise<void>,
  gather?: () => Promise<void>,
): () => Promise<void> {
  let running: Promise<void> | undefined
  /** One that has not begun. */
  let next: Promise<void> | undefined
  return () => {
    if (next) return next
    let hasBegun = false
    const begin = async () => {
      if (gather) await gather()
      hasBegun = true
      next = undefined
      await work()
    }
    const run = running ? running.then(begin, begin) : begin()
    if (!hasBegun) next = run
    running = run
    const end = () => {
      if (running === run) running = undefined
    }
    run.then(end, end)
    return run
  }
}
