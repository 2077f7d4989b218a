import { DIRECTIONS, type Direction } from '../../shared/transfer'
import type { Runner } from './job'
import { createRateLimiter, type RateLimiterDeps } from './rate-limiter'

/** Bytes per second of each direction, 0 for no limit: the settings have this form. */
export type LimitSettings = Readonly<Record<Direction, { readonly limitBytesPerSecond: number }>>

/** The speed limits of both directions. */
export type SpeedLimits = {
  /** Gives every run its share of what its direction may move. */
  limited(run: Runner): Runner
  /** Applies at once, also to runs that are under way. */
  apply(limits: LimitSettings): void
}

/** Without limits until they are applied. */
export function createSpeedLimits(deps: RateLimiterDeps): SpeedLimits {
  const limiters = { upload: createRateLimiter(deps), download: createRateLimiter(deps) }
  const laneOf = (direction: Direction) => limiters[direction].lane()
  return {
    limited: (run) => (job, context) => run(job, { ...context, pace: laneOf(job.row.direction) }),
    apply(limits) {
      for (const direction of DIRECTIONS) {
        limiters[direction].setRate(limits[direction].limitBytesPerSecond)
      }
    },
  }
}
