import { describe, expect, it } from 'vitest'
import {
  afterFailure,
  type Breaker,
  HEALTHY,
  MAX_PROBES,
  ROWS_TO_OPEN,
  withoutProbe,
  withProbe,
} from '../../../../electron/transfers/host-breaker'

const failing = (rows: readonly string[], nowMs = 0): Breaker =>
  rows.reduce((breaker: Breaker, row) => afterFailure(breaker, row, nowMs), HEALTHY)
const rowsToOpen = Array.from({ length: ROWS_TO_OPEN }, (_, n) => String(n))

/** Probes until it is no longer open. @returns the times of the tries */
function probeAll(tryMs: number, wasSlow = false): { breaker: Breaker; triesMs: number[] } {
  let breaker = failing(rowsToOpen)
  const triesMs: number[] = []
  while (breaker.kind === 'open') {
    const atMs = breaker.nextTryAtMs
    triesMs.push(atMs)
    breaker = afterFailure(withProbe(breaker, 'probe'), 'probe', atMs + tryMs, wasSlow)
  }
  return { breaker, triesMs }
}

describe('a host without an answer', () => {
  it('is taken for dead by several rows, never by one alone however often it tries', () => {
    expect(failing(['1', '1', '1', '1', '1', '1']).kind).toBe('closed')
    expect(failing(rowsToOpen.slice(1)).kind).toBe('closed')
    expect(failing(rowsToOpen).kind).toBe('open')
  })

  it('is tried more and more seldom, and given up after a minute', () => {
    const { breaker, triesMs } = probeAll(10)
    expect(breaker.kind).toBe('dead')
    expect(triesMs).toHaveLength(MAX_PROBES)
    const gaps = triesMs.map((atMs, index) => atMs - (triesMs[index - 1] ?? 0))
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b))
    expect(triesMs.at(-1)).toBeGreaterThan(30_000)
    expect(triesMs.at(-1)).toBeLessThan(90_000)
  })

  it('is given up after fewer tries when each of them takes a time-out', () => {
    const { breaker, triesMs } = probeAll(15_000, true)
    expect(breaker.kind).toBe('dead')
    expect(triesMs).toHaveLength(MAX_PROBES / 2)
  })

  it('has the same number of tries however long this computer was away between two of them', () => {
    const hourMs = 3_600_000
    const first = afterFailure(withProbe(failing(rowsToOpen), 'probe'), 'probe', 1500)
    const later = afterFailure(withProbe(first, 'probe'), 'probe', hourMs)
    expect(later).toMatchObject({ kind: 'open', probes: 2 })
  })

  it('is judged by the row that tries for all, not by those that were under way', () => {
    const open = failing(rowsToOpen)
    expect(afterFailure(open, 'late', 500)).toBe(open)
    const probing = withProbe(open, 'probe')
    expect(afterFailure(probing, 'late', 500)).toBe(probing)
    expect(afterFailure(probing, 'probe', 1500)).toMatchObject({ kind: 'open', probes: 1 })
  })

  it('is tried by another row at once when the one that tried was cancelled', () => {
    const probing = withProbe(failing(rowsToOpen), 'probe')
    expect(withoutProbe(probing, 'somebody', 700)).toBe(probing)
    const next = withoutProbe(probing, 'probe', 700)
    expect(next).toMatchObject({ kind: 'open', probes: 0, nextTryAtMs: 700 })
    expect(next).not.toHaveProperty('probe')
  })
})
