import { describe, expect, it } from 'vitest'
import { type CheckDeps, checkConnection } from '../../../../electron/connections/check'
import type { ProbeAnswer } from '../../../../electron/connections/probe'
import { AppError } from '../../../../electron/errors/app-error'
import type { OssClient, OssTarget } from '../../../../electron/oss/oss-types'
import type { ConnectionFields } from '../../../../shared/connection'
import type { AppErrorCode, OssAnswer } from '../../../../shared/errors'
import type { CheckReport } from '../../../../shared/ipc/contract'
import { someFields, someSecret } from '../../../support/connection-builders'
import { type ScriptedOssClient, scriptedOssClient } from '../../../support/scripted-oss-client'

const nowMs = Date.UTC(2026, 10, 23, 12)
const fromOss: ProbeAnswer = { status: 403, isOss: true, code: 'AccessDenied', dateMs: nowMs }

const refuse =
  (code: AppErrorCode, params: Record<string, string | number> = {}, oss?: OssAnswer) =>
  async (): Promise<never> => {
    throw new AppError(code, params, { retry: 'after-settings', ...(oss ? { oss } : {}) })
  }
const denied = refuse('OSS_ACCESS_DENIED', {}, { httpStatus: 403, code: 'AccessDenied' })
const allows = {
  list: async () => ({ keys: [] }),
  initiateMultipart: async () => 'upload-1',
  abortMultipart: async () => undefined,
  head: refuse('OSS_NO_SUCH_KEY'),
}

/** Runs the test against a scripted server. */
async function check(
  answers: Partial<OssClient>,
  more: {
    fields?: Partial<ConnectionFields>
    deps?: Partial<CheckDeps>
    signal?: AbortSignal
  } = {},
): Promise<{ report: CheckReport; client: ScriptedOssClient | undefined; probed: string[] }> {
  const probed: string[] = []
  let client: ScriptedOssClient | undefined
  const deps: CheckDeps = {
    createClient: (target: OssTarget) => {
      client = scriptedOssClient(target, answers)
      return client
    },
    now: () => nowMs,
    newId: () => 'random',
    probe: async (url) => {
      probed.push(url)
      return fromOss
    },
    ...more.deps,
  }
  const report = await checkConnection(deps, someFields(more.fields), someSecret(), more.signal)
  return { report, client, probed }
}

const outcomes = ({ report }: { report: CheckReport }) =>
  Object.fromEntries(report.steps.map(({ step, outcome }) => [step, outcome]))
const errorOf = ({ report }: { report: CheckReport }, step: string) =>
  report.steps.find((one) => one.step === step)?.error

describe('checkConnection', () => {
  it('passes every step with a key that may do everything, and leaves nothing behind', async () => {
    const result = await check(allows)
    expect(result.report).toEqual({
      usable: true,
      steps: ['reach', 'clock', 'sign', 'bucket', 'list', 'put', 'get'].map((step) => ({
        step,
        outcome: 'passed',
      })),
    })
    expect(result.client?.calls).toEqual([
      'list ',
      'initiate .oss-courier-check-random',
      'abort .oss-courier-check-random upload-1',
      'head .oss-courier-check-random',
    ])
    expect(result.client?.isClosed).toBe(true)
  })

  it('asks the address that requests will have', async () => {
    const urlOf = async (fields: Partial<ConnectionFields>) =>
      (await check(allows, { fields })).probed
    expect(await urlOf({})).toEqual(['https://photos-2026.oss-cn-hangzhou.aliyuncs.com/'])
    expect(await urlOf({ addressing: 'cname', endpoint: 'https://f.example.com' })).toEqual([
      'https://f.example.com/',
    ])
    expect(await urlOf({ addressing: 'path-style', endpoint: 'http://127.0.0.1:9000' })).toEqual([
      'http://127.0.0.1:9000/photos-2026',
    ])
  })

  it('tries inside the upload directory, to which a key may be limited', async () => {
    const { client } = await check(allows, { deps: { directory: 'docs' } })
    expect(client?.calls).toEqual([
      'list docs/',
      'initiate docs/.oss-courier-check-random',
      'abort docs/.oss-courier-check-random upload-1',
      'head docs/.oss-courier-check-random',
    ])
  })

  it('accepts a key that may only put', async () => {
    const result = await check({ ...allows, list: denied, head: denied })
    expect(result.report.usable).toBe(true)
    expect(outcomes(result)).toEqual({
      reach: 'passed',
      clock: 'passed',
      sign: 'passed',
      bucket: 'passed',
      list: 'not-permitted',
      put: 'passed',
      get: 'not-permitted',
    })
    expect(errorOf(result, 'get')).toMatchObject({ code: 'OSS_ACCESS_DENIED' })
  })

  it('accepts a key that may only get', async () => {
    const result = await check({ ...allows, list: denied, initiateMultipart: denied })
    expect(result.report.usable).toBe(true)
    expect(outcomes(result)).toMatchObject({
      list: 'not-permitted',
      put: 'not-permitted',
      get: 'passed',
    })
  })

  it('accepts a key that may put but not abort', async () => {
    const result = await check({ ...allows, abortMultipart: denied })
    expect(outcomes(result)).toMatchObject({ put: 'passed', get: 'passed' })
  })

  it('does not call a key usable that may neither put nor get', async () => {
    const result = await check({ ...allows, initiateMultipart: denied, head: denied })
    expect(result.report.usable).toBe(false)
    expect(outcomes(result)).toMatchObject({
      list: 'passed',
      put: 'not-permitted',
      get: 'not-permitted',
    })
  })

  it.each<[AppErrorCode, string, Record<string, string>]>([
    ['OSS_KEY_UNKNOWN', 'sign', { bucket: 'skipped' }],
    ['OSS_KEY_DISABLED', 'sign', { bucket: 'skipped' }],
    ['OSS_SECRET_WRONG', 'sign', { bucket: 'skipped' }],
    ['OSS_TOKEN_EXPIRED', 'sign', { bucket: 'skipped' }],
    ['OSS_SIGNATURE_VERSION_REFUSED', 'sign', { bucket: 'skipped' }],
    ['OSS_NO_SUCH_BUCKET', 'bucket', { sign: 'skipped' }],
    ['OSS_PUBLIC_ENDPOINT_FORBIDDEN', 'bucket', { sign: 'skipped' }],
    ['OSS_SERVER_ERROR', 'bucket', { sign: 'skipped' }],
    ['CONNECTION_LOST', 'reach', { sign: 'skipped' }],
  ])('stops at %s and blames the step "%s"', async (code, step, others) => {
    const result = await check({ list: refuse(code) })
    expect(result.report.usable).toBe(false)
    expect(outcomes(result)).toMatchObject({
      [step]: 'failed',
      list: 'skipped',
      put: 'skipped',
      ...others,
    })
    expect(errorOf(result, step)).toMatchObject({ code })
    expect(result.client?.isClosed).toBe(true)
  })

  it('says what keeps the server from being reached, and sends no key', async () => {
    const probe = refuse('HOST_NOT_FOUND', { host: 'x.example' })
    const result = await check({}, { deps: { probe } })
    expect(outcomes(result)).toMatchObject({ reach: 'failed', clock: 'skipped', get: 'skipped' })
    expect(errorOf(result, 'reach')).toMatchObject({ code: 'HOST_NOT_FOUND' })
    expect(result.client).toBeUndefined()
  })
})

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

describe('time and stop', () => {
  const never = (options?: { signal?: AbortSignal }) =>
    new Promise<never>((_resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(new AppError('CANCELLED')))
    })

  it('ends a step that takes too long', async () => {
    const list = (_query: object, options?: { signal?: AbortSignal }) => never(options)
    const result = await check({ list }, { deps: { stepTimeoutMs: 20 } })
    expect(errorOf(result, 'reach')).toMatchObject({ code: 'TIMED_OUT' })
  })

  it('ends at once when the person stops it', async () => {
    const stop = new AbortController()
    const list = (_query: object, options?: { signal?: AbortSignal }) => {
      queueMicrotask(() => stop.abort())
      return never(options)
    }
    await expect(check({ list }, { signal: stop.signal })).rejects.toThrow('CANCELLED')
  })

  it('tidies up even when it is stopped between start and abort of the upload', async () => {
    const stop = new AbortController()
    let wasAborted = false
    const answers = {
      ...allows,
      initiateMultipart: async () => {
        stop.abort()
        return 'upload-1'
      },
      abortMultipart: async (_key: string, _id: string, options?: { signal?: AbortSignal }) => {
        wasAborted = options?.signal?.aborted === false
      },
    }
    await expect(check(answers, { signal: stop.signal })).rejects.toThrow('CANCELLED')
    expect(wasAborted).toBe(true)
  })

  it('tries a second time to abort when the connection is lost', async () => {
    let tries = 0
    const abortMultipart = async () => {
      tries += 1
      if (tries === 1) throw new AppError('CONNECTION_LOST')
    }
    const result = await check({ ...allows, abortMultipart })
    expect(tries).toBe(2)
    expect(outcomes(result)).toMatchObject({ put: 'passed' })
  })

  it('hides no bug', async () => {
    const list = async (): Promise<never> => {
      throw new TypeError('a bug')
    }
    await expect(check({ list })).rejects.toThrow('a bug')
  })
})
