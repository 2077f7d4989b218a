import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import type { ConnectionFields } from '../../../../shared/connection'
import type { AppErrorCode } from '../../../../shared/errors'
import { allows, check, denied, errorOf, outcomes, refuse } from '../../../support/check-bench'

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
