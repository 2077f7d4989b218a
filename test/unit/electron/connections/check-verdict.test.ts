import { describe, expect, it } from 'vitest'
import type { ProbeAnswer } from '../../../../electron/connections/probe'
import { allows, check, errorOf, nowMs, outcomes, refuse } from '../../../support/check-bench'

describe('the clock', () => {
  const withDate = (dateMs: number | undefined) =>
    check(allows, {
      deps: {
        probe: async () => ({
          status: 403,
          isOss: true,
          ...(dateMs === undefined ? {} : { dateMs }),
        }),
      },
    })

  it('may be off by as much as OSS accepts', async () => {
    expect(outcomes(await withDate(nowMs + 15 * 60_000))).toMatchObject({ clock: 'passed' })
  })

  it('is reported with its minutes when it is off further, either way', async () => {
    for (const offset of [-37, 37]) {
      const result = await withDate(nowMs + offset * 60_000)
      expect(outcomes(result)).toMatchObject({ reach: 'passed', clock: 'failed', sign: 'skipped' })
      expect(errorOf(result, 'clock')).toMatchObject({
        code: 'OSS_CLOCK_SKEWED',
        params: { minutes: 37 },
      })
      expect(result.client).toBeUndefined()
    }
  })

  it('is left open when the server does not tell its time', async () => {
    const result = await withDate(undefined)
    expect(outcomes(result)).toMatchObject({ clock: 'not-permitted', get: 'passed' })
  })

  it('is reported when only the signed request finds out', async () => {
    const serverMs = nowMs - 20 * 60_000
    const result = await check({ list: refuse('OSS_CLOCK_SKEWED', { serverMs }) })
    expect(outcomes(result)).toMatchObject({ reach: 'passed', clock: 'failed', sign: 'skipped' })
    expect(errorOf(result, 'clock')?.params).toMatchObject({ minutes: 20 })
  })
})

describe('what the test suggests', () => {
  it.each([
    'oss-cn-beijing.aliyuncs.com',
    'https://oss-cn-beijing.aliyuncs.com/',
    'photos-2026.oss-cn-beijing.aliyuncs.com',
  ])('is the endpoint that the server named as %s', async (endpoint) => {
    const { report } = await check({ list: refuse('OSS_WRONG_ENDPOINT', { endpoint }) })
    expect(report.suggestion).toEqual({
      endpoint: 'https://oss-cn-beijing.aliyuncs.com',
      addressing: 'virtual-host',
      region: 'cn-beijing',
    })
  })

  it.each(['oss.evil.example', 'oss-cn-beijing.aliyuncs.com.evil.example', '', 'a b'])(
    'is never a host that is not OSS: %j',
    async (endpoint) => {
      const result = await check({ list: refuse('OSS_WRONG_ENDPOINT', { endpoint }) })
      expect(result.report.suggestion).toBeUndefined()
      expect(outcomes(result)).toMatchObject({ bucket: 'failed' })
    },
  )

  it('is V4 where V1 was refused', async () => {
    const list = refuse('OSS_SIGNATURE_VERSION_REFUSED')
    const v1 = await check({ list }, { fields: { signatureVersion: 'v1' } })
    expect(v1.report.suggestion).toEqual({ signatureVersion: 'v4' })
  })

  it('is the region that the server named', async () => {
    const { report } = await check({ list: refuse('OSS_WRONG_REGION', { region: 'cn-shanghai' }) })
    expect(report.suggestion).toEqual({ region: 'cn-shanghai' })
    const without = await check({ list: refuse('OSS_WRONG_REGION') })
    expect(without.report.suggestion).toBeUndefined()
  })

  it('is the bucket in the host where the path was refused', async () => {
    const list = refuse(
      'OSS_ACCESS_DENIED',
      {},
      { httpStatus: 403, code: 'SecondLevelDomainForbidden' },
    )
    const result = await check({ list }, { fields: { addressing: 'path-style' } })
    expect(outcomes(result)).toMatchObject({ bucket: 'failed', sign: 'skipped' })
    expect(result.report.suggestion).toEqual({ addressing: 'virtual-host' })
  })
})

describe('a bound domain', () => {
  const fields = { addressing: 'cname' as const, endpoint: 'https://files.example.com' }

  it.each<ProbeAnswer>([
    { status: 200, isOss: false, dateMs: nowMs },
    { status: 404, isOss: true, code: 'NoSuchBucket', dateMs: nowMs },
    { status: 403, isOss: true, code: 'NoSuchCname', dateMs: nowMs },
  ])('that leads to no bucket is told from a wrong key: %j', async (answer) => {
    const result = await check({}, { fields, deps: { probe: async () => answer } })
    expect(errorOf(result, 'reach')).toMatchObject({
      code: 'OSS_DOMAIN_NOT_BOUND',
      params: { host: 'files.example.com' },
    })
    expect(result.client).toBeUndefined()
  })

  it('that loses its bucket in between is told, too', async () => {
    const oss = { httpStatus: 404, requestId: 'R1' }
    const result = await check({ list: refuse('OSS_NO_SUCH_BUCKET', {}, oss) }, { fields })
    expect(errorOf(result, 'reach')).toMatchObject({ code: 'OSS_DOMAIN_NOT_BOUND', oss })
  })

  it('that is bound passes', async () => {
    expect((await check(allows, { fields })).report.usable).toBe(true)
  })
})
