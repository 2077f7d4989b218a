import { describe, expect, it } from 'vitest'
import type { Measurement } from '../../bench/job'
import { ratiosOf, resultOf, type WorkResult } from '../../bench/results'
import { judge } from '../../bench/targets'
import { chooseWorks, type Work } from '../../bench/works'

const large: Work = {
  id: 'up-1x1g',
  direction: 'upload',
  kind: 'large',
  count: 1,
  sizeBytes: 1024 ** 3,
}
const round = (wallMs: number, cpuSeconds: number, own: number, p99: number): Measurement => ({
  wallMs,
  cpuSeconds,
  idleRssBytes: 100e6,
  peakRssBytes: 100e6 + own,
  loopDelay: { p50: 0, p99, max: p99 },
  problems: [],
})

const engine = resultOf(large, 'engine', [round(4000, 3, 50e6, 20), round(2000, 2, 90e6, 3)])
const curl = resultOf(large, 'curl', [{ wallMs: 1000, problems: [] }])
const result: WorkResult = {
  ...large,
  contestants: [engine, curl],
  ratios: ratiosOf([engine, curl]),
  problems: [],
}

describe('the result of a contestant', () => {
  it('has the speed and CPU of its fastest round, and its worst memory and delay', () => {
    expect(engine).toMatchObject({ wallMs: 2000, cpuSeconds: 2, ownRssBytes: 90e6 })
    expect(engine.perSecond).toBeCloseTo(536.87)
    expect(engine.loopDelay).toEqual({ p50: 0, p99: 20, max: 20 })
  })

  it('is compared with that of each peer', () => {
    expect(result.ratios).toEqual({ curl: 0.5 })
  })

  it('leaves out what could not be measured', () => {
    expect(Object.keys(curl).sort()).toEqual(['name', 'perSecond', 'rounds', 'wallMs'])
  })
})

describe('a target', () => {
  it('is reached or not in each work that it is about', () => {
    const verdicts = judge({ works: [result] })
    expect(verdicts.map(({ target, value, reached }) => [target, value, reached])).toEqual([
      ['large-speed', 0.5, false],
      ['large-cpu', 2, true],
      ['loop-delay', 20, false],
      ['memory', 90, true],
    ])
  })

  it('is not judged where nothing was measured', () => {
    expect(judge({ works: [] })).toEqual([])
  })
})

describe('the choice of works', () => {
  it('takes a name, a beginning or an end', () => {
    const ids = (...only: string[]) => {
      const { transfers, extras } = chooseWorks(only, false)
      return [...transfers.map(({ id }) => id), ...extras]
    }
    expect(ids('up-1x1g')).toEqual(['up-1x1g'])
    expect(ids('1x1g', 'start')).toEqual(['up-1x1g', 'down-1x1g', 'start'])
    expect(ids()).toHaveLength(11)
    expect(() => ids('nothing')).toThrow(/up-1x1g.*rows-100k/)
  })
})
