import { describe, expect, it } from 'vitest'
import { limitsOf, verdictOf } from '../../../../renderer/features/connections/check-summary'
import type { CheckReport } from '../../../../shared/ipc/contract'

function report(change: Partial<Record<string, 'not-permitted' | 'failed'>>): CheckReport {
  const steps = (['sign', 'list', 'put', 'get'] as const).map((step) => ({
    step,
    outcome: change[step] ?? ('passed' as const),
  }))
  return { usable: !steps.some(({ outcome }) => outcome === 'failed'), steps }
}

describe('what a connection test means', () => {
  it('calls a key that may only put or only get limited, not broken', () => {
    expect(verdictOf(report({ get: 'not-permitted', list: 'not-permitted' }))).toBe('limited')
    expect(verdictOf(report({ put: 'not-permitted' }))).toBe('limited')
  })

  it('calls a key that may only not list fully usable', () => {
    expect(verdictOf(report({ list: 'not-permitted' }))).toBe('usable')
    expect(limitsOf(report({ list: 'not-permitted' }))).toEqual(['list'])
  })

  it('calls a connection whose test failed unusable', () => {
    expect(verdictOf(report({ sign: 'failed' }))).toBe('unusable')
  })
})
