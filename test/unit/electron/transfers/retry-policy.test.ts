import { describe, expect, it } from 'vitest'
import { isProgress, retryDelayMs } from '../../../../electron/transfers/retry-policy'
import type { AppErrorInfo } from '../../../../shared/errors'
import { MAX_ATTEMPTS } from '../../../../shared/transfer-rules'

const lost: AppErrorInfo = { code: 'CONNECTION_LOST', params: {}, retry: 'automatic' }

describe('whether to try again', () => {
  it('waits longer each time, between half and all of 1, 2, 4, 8 seconds', () => {
    for (const [attempts, fullMs] of [
      [1, 1000],
      [2, 2000],
      [3, 4000],
      [4, 8000],
    ] as const) {
      expect(retryDelayMs(lost, attempts, 0)).toBe(fullMs / 2)
      expect(retryDelayMs(lost, attempts, 0.999)).toBeCloseTo(fullMs, -2)
    }
  })

  it('gives up after the last attempt', () => {
    expect(retryDelayMs(lost, MAX_ATTEMPTS, 0)).toBeUndefined()
  })

  it('does not repeat what only a person can cure', () => {
    for (const retry of ['manual', 'after-settings', 'never'] as const) {
      expect(retryDelayMs({ ...lost, retry }, 1, 0)).toBeUndefined()
    }
  })

  it('waits at least as long as the server asked', () => {
    const throttled: AppErrorInfo = {
      code: 'OSS_THROTTLED',
      params: { retryAfterMs: 7000 },
      retry: 'automatic',
    }
    expect(retryDelayMs(throttled, 1, 0)).toBe(7000)
  })
})

describe('whether attempts count anew', () => {
  it('is a matter of what came: more than crumbs', () => {
    expect([0, 1, 16 * 1024 - 1].map(isProgress)).toEqual([false, false, false])
    expect(isProgress(16 * 1024)).toBe(true)
  })
})
