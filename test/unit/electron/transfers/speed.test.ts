import { describe, expect, it } from 'vitest'
import type { RunContext, Runner } from '../../../../electron/transfers/job'
import { createSpeedMeter } from '../../../../electron/transfers/speed'
import { createSpeedWatch } from '../../../../electron/transfers/speed-watch'
import { anUpload } from '../../../support/jobs'

describe('the speed of a transfer', () => {
  it('counts no bytes that were there before, and follows what moves', () => {
    const meter = createSpeedMeter()
    expect(meter.sample(5_000_000, 0)).toBe(0)
    expect(meter.sample(5_100_000, 1000)).toBe(100_000)
    const faster = meter.sample(6_100_000, 2000)
    expect(faster).toBeGreaterThan(100_000)
    expect(faster).toBeLessThan(1_000_000)
  })

  it('falls while nothing moves, is nothing after five seconds, and comes back at once', () => {
    const meter = createSpeedMeter()
    meter.sample(0, 0)
    const moving = meter.sample(100_000, 1000)
    const rates = [2000, 3000, 4000, 5000, 6000].map((atMs) => meter.sample(100_000, atMs))
    expect(rates).toEqual([...rates].sort((a, b) => b - a))
    expect(rates[0]).toBeLessThan(moving)
    expect(rates[3]).toBeGreaterThan(0)
    expect(rates[4]).toBe(0)
    expect(meter.sample(150_000, 7000)).toBe(50_000)
  })

  it('takes bytes that are sent again for no progress', () => {
    const meter = createSpeedMeter()
    meter.sample(0, 0)
    meter.sample(100_000, 1000)
    expect(meter.sample(20_000, 1100)).toBeGreaterThanOrEqual(0)
  })
})

describe('a run that tells of no bytes', () => {
  /** A watched run that ends when the test says so, and timers that fire when it says so. */
  function aWatchedRun() {
    const timers: (() => void)[] = []
    const told: number[] = []
    const inside: { context?: RunContext; end?: () => void } = {}
    const run: Runner = (_job, context) =>
      new Promise((resolve) => {
        inside.context = context
        inside.end = () => resolve({ kind: 'done', verification: 'crc64' })
      })
    const watch = createSpeedWatch({ schedule: (tick) => timers.push(tick) })
    const context = { progress: (doneBytes: number) => told.push(doneBytes) }
    const ended = watch(run)(anUpload('1'), context as unknown as RunContext)
    const tick = () => timers.shift()?.()
    return { timers, told, inside, ended, tick }
  }

  it('tells the last number again each second, but not beside its own reports', async () => {
    const { told, inside, tick, ended } = aWatchedRun()
    tick()
    expect(told).toEqual([])
    inside.context?.progress(10)
    tick()
    expect(told).toEqual([10])
    tick()
    tick()
    expect(told).toEqual([10, 10, 10])
    inside.end?.()
    await ended
  })

  it('costs nothing once it has ended', async () => {
    const { timers, told, inside, tick, ended } = aWatchedRun()
    inside.context?.progress(10)
    inside.end?.()
    await ended
    tick()
    expect(told).toEqual([10])
    expect(timers).toEqual([])
  })
})
