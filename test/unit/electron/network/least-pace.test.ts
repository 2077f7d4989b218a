import { describe, expect, it } from 'vitest'
import { createPaceWatch, LEAST_PACE } from '../../../../electron/network/least-pace'

const MINUTE_MS = 60_000

/** How long one is waited for who sends so many bytes every so often; undefined for ever. */
function endOf(bytes: number, everyMs: number, pace = LEAST_PACE): number | undefined {
  const watch = createPaceWatch(pace)
  for (let nowMs = 0; nowMs < 600 * MINUTE_MS; nowMs += everyMs) {
    if (everyMs >= watch.leftMs()) return nowMs + watch.leftMs()
    watch.waited(everyMs)
    watch.came(bytes)
  }
  return undefined
}

describe('the least pace', () => {
  it('is missed by a byte just before each stall limit, after five minutes', () => {
    expect(endOf(1, 29_000)).toBe(5 * MINUTE_MS)
  })

  it('is missed by 50 bytes a second', () => {
    expect(endOf(50, 1000)).toBe(5 * MINUTE_MS)
  })

  it('is kept for ten hours by each of 30 connections that share a modem of 64 kbit/s', () => {
    expect(endOf(64_000 / 8 / 30, 1000)).toBeUndefined()
  })

  it('is kept by what comes in bursts with long pauses', () => {
    expect(endOf(16 * 1024, 4 * MINUTE_MS)).toBeUndefined()
  })

  it('counts anew from when enough has come, not from the beginning', () => {
    const watch = createPaceWatch(LEAST_PACE)
    watch.came(100 * 1024 * 1024)
    watch.waited(4 * MINUTE_MS)
    expect(watch.leftMs()).toBe(MINUTE_MS)
    watch.waited(2 * MINUTE_MS)
    expect(watch.leftMs()).toBe(0)
  })

  it('says who was slow, and by what measure', () => {
    expect(createPaceWatch(LEAST_PACE).tooSlow('files.example.com').info).toEqual({
      code: 'TOO_SLOW',
      params: { host: 'files.example.com', limitBytes: 16 * 1024, minutes: 5 },
      retry: 'automatic',
    })
  })
})
