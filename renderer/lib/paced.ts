/**
 * Passes values on at once, but at most every so many milliseconds: of those that come faster, the
 * latest counts.
 * @param timers for tests
 */
export function paced<T>(
  act: (value: T) => void,
  intervalMs: number,
  timers: {
    readonly now: () => number
    readonly schedule: (run: () => void, delayMs: number) => void
  } = { now: () => performance.now(), schedule: (run, delayMs) => void setTimeout(run, delayMs) },
): (value: T) => void {
  let lastMs = Number.NEGATIVE_INFINITY
  let waiting: { readonly value: T } | undefined
  const pass = (value: T): void => {
    lastMs = timers.now()
    act(value)
  }
  return (value) => {
    const scheduled = waiting !== undefined
    const leftMs = lastMs + intervalMs - timers.now()
    if (leftMs <= 0 && !scheduled) return pass(value)
    waiting = { value }
    if (scheduled) return
    timers.schedule(() => {
      const latest = waiting
      waiting = undefined
      if (latest !== undefined) pass(latest.value)
    }, leftMs)
  }
}
