import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatDuration, formatSpeed } from '../../../shared/format-size'

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [99.94 * 1024, '99.9 KB'],
    [143 * 1024, '143 KB'],
    [1024 * 1024 - 1, '1 MB'],
    [1_468_006, '1.4 MB'],
    [48.8 * 1024 ** 4, '48.8 TB'],
    [2 ** 60, '1024 PB'],
    [-1, ''],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
  ])('shows %d as %j', (size, text) => {
    expect(formatBytes(size, 'en')).toBe(text)
    expect(formatBytes(size, 'zh-CN')).toBe(text)
  })

  it('never shows more than four digits below a petabyte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 - 1 }), (size) => {
        expect(formatBytes(size, 'en')).toMatch(
          /^\d{1,4} B$|^\d{1,2}\.\d [KMGTP]B$|^\d{1,3} [KMGTP]B$|^10[0-2]\d [KMGTP]B$/,
        )
      }),
    )
  })

  it('writes the decimal sign of the language', () => {
    expect(formatBytes(1536, 'de')).toBe('1,5 KB')
  })
})

describe('formatSpeed', () => {
  it('adds the second', () => {
    expect(formatSpeed(1_468_006, 'en')).toBe('1.4 MB/s')
    expect(formatSpeed(Number.NaN, 'en')).toBe('')
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0 s', '0 秒'],
    [5.4, '5 s', '5 秒'],
    [60, '1 min', '1 分'],
    [125, '2 min 5 s', '2 分 5 秒'],
    [3599.6, '1 h', '1 小时'],
    [3840, '1 h 4 min', '1 小时 4 分'],
    [3605, '1 h', '1 小时'],
    [184_000, '2 d 3 h', '2 天 3 小时'],
    [-1, '', ''],
    [Number.POSITIVE_INFINITY, '', ''],
  ])('shows %d seconds as %j and %j', (seconds, en, zh) => {
    expect(formatDuration(seconds, 'en')).toBe(en)
    expect(formatDuration(seconds, 'zh-CN')).toBe(zh)
  })
})
