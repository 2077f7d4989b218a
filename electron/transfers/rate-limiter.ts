import { AppError } from '../errors/app-error'
import type { Pace } from '../files/pace'
import { type Bucket, msUntil, newBucket, refilled, sliceOf } from './token-bucket'

/** One speed limit for all transfers of a direction, which share it evenly. */
export type RateLimiter = {
  /** The pace of one transfer. However many connections it has, it gets one transfer's share. */
  lane(): Pace
  /** Applies at once, also to those who wait. @param bytesPerSecond 0 for no limit */
  setRate(bytesPerSecond: number): void
}

export type RateLimiterDeps = {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Runs a function later. @returns ends that */
  readonly schedule: (run: () => void, delayMs: number) => () => void
}

type Waiter = { readonly wantedBytes: number; readonly grant: (bytes: number) => void }
type Lane = Set<Waiter>

/** Starts without a limit. */
export function createRateLimiter({ now, schedule }: RateLimiterDeps): RateLimiter {
  let bucket: Bucket | undefined
  /** Lanes where somebody waits; the first one is next. */
  const line = new Set<Lane>()
  let stopTimer: (() => void) | undefined

  /** Gives out what there is, lane by lane, and comes back when there is more. */
  function serve(): void {
    stopTimer?.()
    stopTimer = undefined
    if (bucket) bucket = refilled(bucket, now())
    for (const lane of line) {
      const [waiter] = lane
      if (waiter === undefined) continue
      const bytes = grantOf(waiter.wantedBytes)
      if (bytes === undefined) return
      lane.delete(waiter)
      // To the end of the line; this loop comes to it again.
      line.delete(lane)
      if (lane.size > 0) line.add(lane)
      waiter.grant(bytes)
    }
  }

  /** What may pass now; undefined when that must wait, and then a timer runs. */
  function grantOf(wantedBytes: number): number | undefined {
    if (bucket === undefined) return wantedBytes
    const bytes = Math.min(wantedBytes, sliceOf(bucket.bytesPerSecond))
    const delayMs = msUntil(bucket, bytes)
    if (delayMs > 0) {
      stopTimer ??= schedule(serve, delayMs)
      return undefined
    }
    bucket = { ...bucket, tokens: bucket.tokens - bytes }
    return bytes
  }

  function wait(lane: Lane, wantedBytes: number, signal: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new AppError('CANCELLED'))
        return
      }
      const leave = () => {
        lane.delete(waiter)
        if (lane.size === 0) line.delete(lane)
        reject(new AppError('CANCELLED'))
        // The one who left may have been waited for with more than the next one needs.
        serve()
      }
      const waiter: Waiter = {
        wantedBytes,
        grant: (bytes) => {
          signal.removeEventListener('abort', leave)
          resolve(bytes)
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      lane.add(waiter)
      line.add(lane)
      serve()
    })
  }

  return {
    lane() {
      const lane: Lane = new Set()
      return (wantedBytes, signal) =>
        bucket === undefined || wantedBytes <= 0 ? wantedBytes : wait(lane, wantedBytes, signal)
    },
    setRate(bytesPerSecond) {
      bucket = bytesPerSecond > 0 ? rated(bucket, bytesPerSecond, now()) : undefined
      serve()
    },
  }
}

/** What was earned under the old rate is kept, as far as the new one would have let it collect. */
function rated(bucket: Bucket | undefined, bytesPerSecond: number, nowMs: number): Bucket {
  if (bucket === undefined) return newBucket(bytesPerSecond, nowMs)
  return refilled({ ...refilled(bucket, nowMs), bytesPerSecond }, nowMs)
}
