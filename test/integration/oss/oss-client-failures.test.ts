import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../electron/errors/app-error'
import type { OssClient } from '../../../electron/oss/oss-types'
import { bodyOf } from '../../support/body'
import { expectCode, patternBytes } from '../../support/expect-code'
import { createFaultScript } from '../../support/faults'
import { courierClient, loopbackClient } from '../../support/oss'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

const MIB = 1024 * 1024
const faults = createFaultScript()
let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig({ hook: faults.hook })
  client = courierClient(rig)
})
afterEach(() => faults.heal())
afterAll(() => rig.cleanup())

describe('a refusal is explained by its code', () => {
  it('says that the key is unknown, or that the secret is wrong', async () => {
    const unknown = courierClient(rig, { credentials: { keyId: 'PRACTICEUNKNOWNKEY' } })
    await expectCode(unknown.head('x'), 'OSS_KEY_UNKNOWN')
    const wrong = courierClient(rig, { credentials: { keySecret: 'not-the-secret' } })
    const error = await expectCode(wrong.put('x', Buffer.from('x'), {}), 'OSS_SECRET_WRONG')
    expect(error.info.oss).toMatchObject({ httpStatus: 403, code: 'SignatureDoesNotMatch' })
    expect(error.info.oss?.requestId).toMatch(/^[0-9A-F]{24}$/)
  })

  it('says that the object or the bucket is missing', async () => {
    await expectCode(client.get('no-such-key', undefined), 'OSS_NO_SUCH_KEY')
    const elsewhere = courierClient(rig, { target: { bucket: 'no-such-bucket' } })
    await expectCode(elsewhere.list({}), 'OSS_NO_SUCH_BUCKET')
  })

  it('names the right endpoint when the bucket is in another region', async () => {
    const wrong = loopbackClient(rig, {
      endpoint: 'http://oss-cn-beijing.aliyuncs.com',
      region: 'cn-beijing',
    })
    const error = await expectCode(wrong.list({}), 'OSS_WRONG_ENDPOINT')
    expect(error.info.params.endpoint).toBe('oss-cn-hangzhou.aliyuncs.com')
  })

  it('tells server trouble and throttling from lasting failures, with the delay that was asked for', async () => {
    const respond = (status: number, code: string, headers = {}) =>
      ({ kind: 'respond', status, code, headers }) as const
    faults.failOnce('HeadObject', respond(500, 'InternalError'))
    expect((await expectCode(client.head('x'), 'OSS_SERVER_ERROR')).info.retry).toBe('automatic')
    faults.failOnce('GetObject', respond(503, 'SlowDown', { 'x-oss-qos-delay-time': '1500' }))
    const slow = await expectCode(client.get('x', undefined), 'OSS_THROTTLED')
    expect(slow.info).toMatchObject({ retry: 'automatic', params: { retryAfterMs: 1500 } })
  })

  it('waits as long as the longer of two wishes says, in seconds or until a date', async () => {
    const throttled = async (headers: Record<string, string>) => {
      const fault = { kind: 'respond', status: 503, code: 'SlowDown', headers } as const
      faults.failOnce('HeadObject', fault)
      const { info } = await expectCode(client.head('x'), 'OSS_THROTTLED')
      return Number(info.params.retryAfterMs)
    }
    expect(await throttled({ 'x-oss-qos-delay-time': '10', 'retry-after': '60' })).toBe(60_000)
    expect(await throttled({ 'x-oss-qos-delay-time': '9000', 'retry-after': '2' })).toBe(9000)
    const date = new Date(Date.now() + 90_000).toUTCString()
    const untilThen = await throttled({ 'retry-after': date })
    expect(Math.abs(untilThen - 90_000)).toBeLessThan(5000)
  })

  it('takes an answer of success that nobody can read for trouble of the server', async () => {
    // The first "<" becomes "=".
    faults.failOnce('ListObjectsV2', { kind: 'flip-response-byte', at: 0 })
    const error = await expectCode(client.list({}), 'OSS_SERVER_ERROR')
    expect(error.info.retry).toBe('automatic')
  })

  it("tells the server's clock when ours is off", async () => {
    faults.failOnce('PutObject', { kind: 'respond', status: 403, code: 'RequestTimeTooSkewed' })
    const error = await expectCode(client.put('x', Buffer.from('x'), {}), 'OSS_CLOCK_SKEWED')
    expect(Math.abs(Number(error.info.params.serverMs) - Date.now())).toBeLessThan(5000)
  })
})

describe('a request that goes wrong on the wire', () => {
  const body = { sizeBytes: 4 * MIB, open: () => bodyOf([patternBytes(4 * MIB)]) }

  it('is a lost connection when it is reset, before or after the first byte', async () => {
    faults.failOnce('PutObject', { kind: 'reset' })
    await expectCode(client.put('x', body, {}), 'CONNECTION_LOST')
    faults.failOnce('PutObject', { kind: 'reset-request', afterBytes: MIB })
    await expectCode(client.put('x', body, {}), 'CONNECTION_LOST')
  })

  it('is stalled when no byte moves for as long as allowed', async () => {
    faults.failOnce('PutObject', { kind: 'stall-request', afterBytes: 0 })
    const started = Date.now()
    await expectCode(client.put('x', body, {}, { stallTimeoutMs: 300 }), 'STALLED')
    expect(Date.now() - started).toBeLessThan(5000)
  })

  it('ends at once when it is cancelled, in every phase', async () => {
    for (const fault of [
      { kind: 'stall-request', afterBytes: 0 },
      { kind: 'delay', milliseconds: 2_000 },
    ] as const) {
      faults.failOnce('PutObject', fault)
      const abort = new AbortController()
      const work = client.put('x', body, {}, { signal: abort.signal })
      setTimeout(() => abort.abort(), 50)
      const started = Date.now()
      await expectCode(work, 'CANCELLED')
      expect(Date.now() - started).toBeLessThan(1000)
    }
    await expectCode(client.head('x', { signal: AbortSignal.abort() }), 'CANCELLED')
  })

  it('reports a refused connection and keeps the host in the sentence', async () => {
    const gone = await startPracticeRig()
    const late = courierClient(gone)
    await gone.cleanup()
    const error = await expectCode(late.head('x'), 'CONNECTION_REFUSED')
    expect(error.info).toMatchObject({ retry: 'automatic', params: { host: '127.0.0.1' } })
  })

  it("gives the source's own failure, not the socket error that it causes", async () => {
    const broken = () => ({
      next: () => Promise.reject(new AppError('FILE_CHANGED', { name: 'x' })),
      close: () => undefined,
    })
    await expectCode(client.put('x', { sizeBytes: 10, open: broken }, {}), 'FILE_CHANGED')
  })
})
