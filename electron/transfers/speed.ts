/** 3 s: reacts within a few seconds, does not flicker with every chunk. */
const TIME_CONSTANT_MS = 3_000
/** 5 s without a byte is no speed at all, and no guess at the time left. */
const STILL_AFTER_MS = 5_000

/** Bytes per second of one transfer, smoothed exponentially over time (not over samples). */
export type SpeedMeter = {
  /** @param doneBytes may go back when a part is sent again: that counts as no progress */
  sample(doneBytes: number, nowMs: number): number
}

/** A meter that starts at its first sample, so that resumed bytes are not counted as speed. */
export function createSpeedMeter(): SpeedMeter {
  let last: { bytes: number; atMs: number } | undefined
  let movedAtMs = 0
  let rate = 0
  return {
    sample(doneBytes, nowMs) {
      if (last === undefined) {
        last = { bytes: doneBytes, atMs: nowMs }
        movedAtMs = nowMs
        return 0
      }
      const elapsedMs = nowMs - last.atMs
      if (elapsedMs < 50) return rate
      const current = (Math.max(0, doneBytes - last.bytes) * 1000) / elapsedMs
      const weight = rate === 0 ? 1 : 1 - Math.exp(-elapsedMs / TIME_CONSTANT_MS)
      rate += (current - rate) * weight
      if (current > 0) movedAtMs = nowMs
      else if (nowMs - movedAtMs >= STILL_AFTER_MS) rate = 0
      last = { bytes: doneBytes, atMs: nowMs }
      return rate
    },
  }
}
