import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkValidity,
  LINK_VALIDITY_DEFAULT_S,
  LINK_VALIDITY_PRESETS_S,
  V1_MAX_VALIDITY_S,
} from '../../../shared/link-validity'

describe('checkValidity', () => {
  it.each([
    ['3600', 3600],
    [' 1 ', 1],
    ['３６００', 3600],
    [604_800, 604_800],
    ['60.0', 60],
  ])('takes %j', (input, seconds) => {
    expect(checkValidity(input, 'v4')).toEqual({ ok: true, seconds })
  })

  it.each([
    ['', 'VALIDITY_EMPTY'],
    [' ', 'VALIDITY_EMPTY'],
    ['an hour', 'VALIDITY_NOT_A_NUMBER'],
    ['1e3', 'VALIDITY_NOT_A_NUMBER'],
    ['0x10', 'VALIDITY_NOT_A_NUMBER'],
    [Number.NaN, 'VALIDITY_NOT_A_NUMBER'],
    [Number.POSITIVE_INFINITY, 'VALIDITY_NOT_A_NUMBER'],
    ['1.5', 'VALIDITY_NOT_WHOLE'],
    ['0', 'VALIDITY_TOO_SHORT'],
    [-5, 'VALIDITY_TOO_SHORT'],
    ['604801', 'VALIDITY_TOO_LONG'],
  ])('refuses %j: %s', (input, problem) => {
    expect(checkValidity(input, 'v4')).toEqual({ ok: false, problem })
  })

  it('lets a V1 link live longer than a V4 one, but not for ever', () => {
    expect(checkValidity('604801', 'v1')).toEqual({ ok: true, seconds: 604_801 })
    expect(checkValidity(V1_MAX_VALIDITY_S + 1, 'v1').ok).toBe(false)
  })

  it('takes the default and every preset for both versions', () => {
    for (const seconds of [LINK_VALIDITY_DEFAULT_S, ...LINK_VALIDITY_PRESETS_S])
      for (const version of ['v4', 'v1'] as const)
        expect(checkValidity(seconds, version)).toEqual({ ok: true, seconds })
  })

  it('lets nothing through that OSS would refuse', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double()), (input) => {
        const checked = checkValidity(input, 'v4')
        if (!checked.ok) return
        expect(Number.isInteger(checked.seconds)).toBe(true)
        expect(checked.seconds >= 1 && checked.seconds <= 604_800).toBe(true)
      }),
    )
  })
})
