import { describe, expect, it } from 'vitest'
import { MOST_AT_ONCE, readAtOnce } from '../../../../renderer/features/settings/read-at-once'
import { settingsSchema } from '../../../../shared/settings'

describe('files at once', () => {
  it('takes whole numbers from 1 to 10, and nothing else', () => {
    expect([1, 10, '3'].map(readAtOnce)).toEqual([1, 10, 3])
    for (const typed of [0, 11, 2.5, '', ' ', 'many', '-1', Number.NaN]) {
      expect(readAtOnce(typed), String(typed)).toBeUndefined()
    }
  })

  it('offers exactly what main accepts', () => {
    const { atOnce } = settingsSchema.shape.upload.shape
    expect(atOnce.safeParse(MOST_AT_ONCE).success).toBe(true)
    expect(atOnce.safeParse(MOST_AT_ONCE + 1).success).toBe(false)
  })
})
