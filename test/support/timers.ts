import type { RateLimiterDeps } from '../../electron/transfers/rate-limiter'

/** Real time, for a real limiter. */
export const REAL_TIME: RateLimiterDeps = {
  now: () => performance.now(),
  schedule: (run, delayMs) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
