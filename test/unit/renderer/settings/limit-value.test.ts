import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitText, readLimit } from '../../../../renderer/features/settings/limit-value'
import { settingsSchema } from '../../../../shared/settings'
import {
  MAX_LIMIT_BYTES_PER_SECOND,
  MIN_LIMIT_BYTES_PER_SECOND,
} from '../../../../shared/speed-limit'

const MIB = 1024 * 1024

describe('a speed limit as typed', () => {
  it('is a number with a unit; a comma is a decimal point too', () => {
    expect(readLimit({ text: '2', unit: 'MB/s' })).toBe(2 * MIB)
    expect(readLimit({ text: ' 1,5 ', unit: 'MB/s' })).toBe(1.5 * MIB)
    expect(readLimit({ text: '500', unit: 'KB/s' })).toBe(512_000)
  })

  it('is nothing where it is no number or out of range', () => {
    for (const text of ['', ' ', 'fast', '-1', '0', '9', '1,000,000,000', 'Infinity', 'NaN']) {
      expect(readLimit({ text, unit: 'KB/s' }), text).toBeUndefined()
    }
  })

  it('is shown in the unit in which it is short', () => {
    expect(limitText(2 * MIB)).toEqual({ text: '2', unit: 'MB/s' })
    expect(limitText(1.25 * MIB)).toEqual({ text: '1.25', unit: 'MB/s' })
    expect(limitText(512_000)).toEqual({ text: '500', unit: 'KB/s' })
    expect(limitText(1500 * 1024)).toEqual({ text: '1500', unit: 'KB/s' })
  })

  it('is read back as it is shown', () => {
    const limit = fc.integer({ min: MIN_LIMIT_BYTES_PER_SECOND, max: MAX_LIMIT_BYTES_PER_SECOND })
    fc.assert(
      fc.property(limit, (bytes) => {
        const back = readLimit(limitText(bytes)) ?? 0
        expect(Math.abs(back - bytes)).toBeLessThan(0.01 * MIB)
      }),
    )
  })

  it('is one that main accepts', () => {
    const schema = settingsSchema.shape.upload.shape.limitBytesPerSecond
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('KB/s' as const, 'MB/s' as const), (text, unit) => {
        const bytes = readLimit({ text, unit })
        if (bytes !== undefined) expect(schema.safeParse(bytes).success).toBe(true)
      }),
    )
    expect(schema.safeParse(0).success).toBe(true)
    expect(schema.safeParse(1).success).toBe(false)
  })
})
