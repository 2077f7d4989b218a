import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pace } from '../../../../electron/files/pace'
import { createRateLimiter } from '../../../../electron/transfers/rate-limiter'
import { burstOf, sliceOf } from '../../../../electron/transfers/token-bucket'
import { expectCode } from '../../../support/expect-code'

const NEVER = new AbortController().signal

/** A limiter on a clock of its own; `run` lets so many milliseconds pass, timer by timer. */
function bench() {
  let nowMs = 0
  const timers = new Set<{ atMs: number; run: () => void }>()
  const limiter = createRateLimiter({
    now: () => nowMs,
    schedule: (run, delayMs) => {
      const timer = { atMs: nowMs + delayMs, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  })
  async function settle() {
    for (let round = 0; round < 20; round += 1) await Promise.resolve()
  }
  async function run(durationMs: number) {
    const untilMs = nowMs + durationMs
    for (;;) {
      await settle()
      const [next] = [...timers].sort((a, b) => a.atMs - b.atMs)
      if (next === undefined || next.atMs > untilMs) break
      timers.delete(next)
      nowMs = Math.max(nowMs, next.atMs)
      next.run()
    }
    nowMs = untilMs
  }
  return { limiter, run, timers, settle }
}

/** Takes so many bytes in all. */
async function takeAll(pace: Pace, bytes: number): Promise<void> {
  for (let left = bytes; left > 0; ) left -= await pace(left, NEVER)
}

/** Takes for ever, and counts. */
function taker(lane: ReturnType<ReturnType<typeof bench>['limiter']['lane']>, pieceBytes: number) {
  const taken = { bytes: 0, largest: 0 }
  const stop = new AbortController()
  const work = async () => {
    while (!stop.signal.aborted) {
      const bytes = await lane(pieceBytes, stop.signal)
      taken.bytes += bytes
      taken.largest = Math.max(taken.largest, bytes)
    }
  }
  const ended = work().catch(() => undefined)
  return { taken, stop: () => stop.abort(), ended }
}

const aRate = fc.integer({ min: 10 * 1024, max: 2 * 1024 ** 3 })

describe('a speed limit', () => {
  it('never lets more pass than rate times time and one burst, and loses next to nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        aRate,
        fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 500, max: 3000 }),
        async (rate, pieces, durationMs) => {
          const { limiter, run } = bench()
          limiter.setRate(rate)
          const takers = pieces.map((bytes) => taker(limiter.lane(), bytes))
          await run(durationMs)
          const moved = takers.reduce((sum, { taken }) => sum + taken.bytes, 0)
          const allowed = (rate * durationMs) / 1000
          expect(moved).toBeLessThanOrEqual(allowed + burstOf(rate))
          // Only where a piece is worth less than a tick of the clock can time be lost.
          if (pieces.every((bytes) => bytes >= sliceOf(rate))) {
            expect(moved).toBeGreaterThanOrEqual(allowed * 0.9 - burstOf(rate))
          }
          for (const { stop } of takers) stop()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives each transfer the same, whatever its pieces and the number of its connections', async () => {
    const { limiter, run } = bench()
    limiter.setRate(1_000_000)
    const [one, three] = [limiter.lane(), limiter.lane()]
    const single = taker(one, 512 * 1024)
    const parts = [taker(three, 512 * 1024), taker(three, 64 * 1024), taker(three, 512 * 1024)]
    await run(4000)
    const ofThree = parts.reduce((sum, { taken }) => sum + taken.bytes, 0)
    expect(single.taken.bytes / ofThree).toBeCloseTo(1, 1)
    for (const { taken } of parts) expect(taken.bytes).toBeGreaterThan(500_000)
    for (const { stop } of [single, ...parts]) stop()
  })

  it('keeps pieces small, so that no connection falls silent', async () => {
    const { limiter, run } = bench()
    limiter.setRate(10 * 1024)
    const takers = Array.from({ length: 30 }, () => taker(limiter.lane(), 512 * 1024))
    await run(10_000)
    for (const { taken, stop } of takers) {
      expect(taken.bytes).toBeGreaterThanOrEqual(2 * 1024)
      stop()
    }
  })

  it('answers without waiting where there is no limit', () => {
    const { limiter } = bench()
    expect(limiter.lane()(512 * 1024, NEVER)).toBe(512 * 1024)
  })

  it('lets those who wait go at once when it is lifted', async () => {
    const { limiter, run, settle, timers } = bench()
    limiter.setRate(10 * 1024)
    const lanes = [limiter.lane(), limiter.lane()]
    await run(0)
    const waiting = lanes.map((lane) => takeAll(lane, 10_000_000))
    await settle()
    expect(timers.size).toBe(1)
    limiter.setRate(0)
    await Promise.all(waiting)
    expect(timers.size).toBe(0)
  })

  it('holds those who wait to another rate from the moment it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(aRate, aRate, async (before, after) => {
        const { limiter, run } = bench()
        limiter.setRate(before)
        const { taken, stop } = taker(limiter.lane(), 512 * 1024)
        await run(1000)
        const sofar = taken.bytes
        limiter.setRate(after)
        await run(1000)
        const moved = taken.bytes - sofar
        expect(moved).toBeLessThanOrEqual(after + burstOf(after))
        expect(moved).toBeGreaterThanOrEqual(after * 0.9 - burstOf(after))
        stop()
      }),
      { numRuns: 40 },
    )
  })

  it('ends the wait of one that is cancelled, and gives its place to the next', async () => {
    const { limiter, run, settle } = bench()
    limiter.setRate(10 * 1024)
    const stop = new AbortController()
    const lane = limiter.lane()
    const left = Promise.resolve(lane(100_000, stop.signal))
    const other = taker(limiter.lane(), 100_000)
    stop.abort()
    await expectCode(left, 'CANCELLED')
    await expectCode(Promise.resolve(lane(1, stop.signal)), 'CANCELLED')
    await run(1000)
    expect(other.taken.bytes).toBeGreaterThanOrEqual(9 * 1024)
    other.stop()
    await settle()
  })
})
