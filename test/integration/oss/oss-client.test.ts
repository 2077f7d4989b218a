import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../electron/errors/app-error'
import { newCrc64 } from '../../../electron/oss/crc64'
import { combineParts } from '../../../electron/oss/crc64-combine'
import type { OssClient } from '../../../electron/oss/oss-types'
import type { AppErrorCode } from '../../../shared/errors'
import { createFaultScript } from '../../support/faults'
import { courierClient, loopbackClient } from '../../support/oss'
import { plainHttp } from '../../support/plain-http'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

const MIB = 1024 * 1024
const faults = createFaultScript()
let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig({
    hook: faults.hook,
    bucket: { boundDomains: ['files.example.test'] },
  })
  client = courierClient(rig)
})
afterEach(() => faults.heal())
afterAll(() => rig.cleanup())

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(AppError)
  return thrown as AppError
}

async function expectCode(work: Promise<unknown>, code: AppErrorCode): Promise<AppError> {
  const error = await failureOf(work)
  expect(error.code).toBe(code)
  return error
}

async function crcOf(bytes: Uint8Array): Promise<string> {
  const crc = await newCrc64()
  crc.update(bytes)
  return crc.decimal()
}

function bytesOf(sizeBytes: number): Buffer {
  const pattern = Uint8Array.from({ length: 251 }, (_, index) => (index * 7919) % 251)
  return Buffer.alloc(sizeBytes, pattern)
}

describe('one object', () => {
  it.each(['v4', 'v1'] as const)('is stored, described and read back under %s', async (version) => {
    const own = courierClient(rig, { target: { signatureVersion: version } })
    const key = `docs/${version}/报告 +%#?&😀.pdf`
    const body = bytesOf(300_000)
    const stored = await own.put(key, body, { contentType: 'application/pdf' })
    expect(stored.crc64).toBe(await crcOf(body))
    const head = await own.head(key)
    expect(head).toMatchObject({ sizeBytes: 300_000, contentType: 'application/pdf' })
    expect(head.crc64).toBe(stored.crc64)
    const opened = await own.get(key, undefined)
    expect(opened.status).toBe(200)
    expect(await buffer(opened.body)).toEqual(body)
  })

  it('is stored from a stream, empty ones too', async () => {
    const body = bytesOf(1_000_000)
    await client.put(
      'stream.bin',
      { sizeBytes: body.length, open: () => Readable.from([body]) },
      {},
    )
    expect(await buffer((await client.get('stream.bin', undefined)).body)).toEqual(body)
    await client.put('empty.bin', Buffer.alloc(0), {})
    expect(await client.head('empty.bin')).toMatchObject({ sizeBytes: 0 })
  })

  it('is read by range, only while it is the same object', async () => {
    await client.put('range.bin', bytesOf(1000), {})
    const { etag } = await client.head('range.bin')
    const part = await client.get('range.bin', { first: 10, last: 19, ifMatch: etag })
    expect(part).toMatchObject({ status: 206, range: { first: 10, last: 19, total: 1000 } })
    expect(await buffer(part.body)).toEqual(bytesOf(1000).subarray(10, 20))
    await expectCode(
      client.get('range.bin', { first: 0, ifMatch: '"0123456789ABCDEF0123456789ABCDEF"' }),
      'OBJECT_CHANGED',
    )
  })

  it('is not replaced when that is forbidden', async () => {
    await client.put('once.txt', Buffer.from('first'), { forbidOverwrite: true })
    await expectCode(
      client.put('once.txt', Buffer.from('second'), { forbidOverwrite: true }),
      'OSS_ALREADY_EXISTS',
    )
    expect(await buffer((await client.get('once.txt', undefined)).body)).toEqual(
      Buffer.from('first'),
    )
  })

  it('is listed and deleted', async () => {
    for (const n of [1, 2, 3]) await client.put(`list/${n}.txt`, Buffer.from('x'), {})
    const first = await client.list({ prefix: 'list/', maxKeys: 2 })
    expect(first.keys).toEqual(['list/1.txt', 'list/2.txt'])
    const rest = await client.list({
      prefix: 'list/',
      ...(first.nextToken ? { continuationToken: first.nextToken } : {}),
    })
    expect(rest).toEqual({ keys: ['list/3.txt'] })
    await client.delete('list/1.txt')
    await expectCode(client.head('list/1.txt'), 'OSS_NO_SUCH_KEY')
  })
})

describe('a multipart upload', () => {
  it('is put together from parts, and its CRC is the combined one', async () => {
    const uploadId = await client.initiateMultipart('big.bin', { contentType: 'video/mp4' })
    const chunks = [bytesOf(MIB), bytesOf(MIB).reverse(), bytesOf(1234)]
    const parts = await Promise.all(
      chunks.map(async (chunk, index) => {
        const body = { sizeBytes: chunk.length, open: () => Readable.from([chunk]) }
        const sent = await client.uploadPart('big.bin', uploadId, index + 1, body)
        expect(sent.crc64).toBe(await crcOf(chunk))
        return {
          number: index + 1,
          etag: sent.etag,
          crc64: await crcOf(chunk),
          sizeBytes: chunk.length,
        }
      }),
    )
    const listed = await client.listParts('big.bin', uploadId)
    expect(listed.map((part) => [part.number, part.sizeBytes])).toEqual([
      [1, MIB],
      [2, MIB],
      [3, 1234],
    ])
    expect(await client.listMultipartUploads('big')).toMatchObject([{ key: 'big.bin', uploadId }])
    const stored = await client.completeMultipart('big.bin', uploadId, parts, {})
    expect(stored.crc64).toBe(combineParts(parts))
    expect(await client.head('big.bin')).toMatchObject({
      sizeBytes: 2 * MIB + 1234,
      contentType: 'video/mp4',
    })
  })

  it('can be given up, and leaves nothing behind', async () => {
    const uploadId = await client.initiateMultipart('given-up.bin', {})
    await client.abortMultipart('given-up.bin', uploadId)
    await expectCode(client.listParts('given-up.bin', uploadId), 'OSS_NO_SUCH_UPLOAD')
    expect(await client.listMultipartUploads('given-up')).toEqual([])
  })
})

describe('a signed link', () => {
  it.each(['a b+c%d#e?f&g=h.txt', '中文/报告😀.pdf', "quotes'()!*~[]{}.txt"])(
    'of %s works in any HTTP client and keeps its slashes readable',
    async (name) => {
      const key = `links/${name}`
      await client.put(key, Buffer.from(name), {})
      const url = await client.signUrl(key, 60)
      expect(new URL(url).pathname).toContain('/links/')
      const answer = await plainHttp(url)
      expect(answer).toMatchObject({ status: 200, text: name })
    },
  )

  it('goes through the bound domain and is signed for the bucket', async () => {
    await client.put('cname.txt', Buffer.from('bound'), {})
    const bound = loopbackClient(rig, {
      endpoint: 'http://files.example.test',
      addressing: 'cname',
    })
    const url = new URL(await bound.signUrl('cname.txt', 60))
    expect(url.host).toBe('files.example.test')
    expect(await buffer((await bound.get('cname.txt', undefined)).body)).toEqual(
      Buffer.from('bound'),
    )
  })

  it.each([0, -1, 1.5, 604_801, Number.NaN])('is refused for %s seconds', async (seconds) => {
    await expectCode(client.signUrl('x', seconds), 'LINK_VALIDITY_INVALID')
  })
})

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

  it("tells the server's clock when ours is off", async () => {
    faults.failOnce('PutObject', { kind: 'respond', status: 403, code: 'RequestTimeTooSkewed' })
    const error = await expectCode(client.put('x', Buffer.from('x'), {}), 'OSS_CLOCK_SKEWED')
    expect(Math.abs(Number(error.info.params.serverMs) - Date.now())).toBeLessThan(5000)
  })
})

describe('a request that goes wrong on the wire', () => {
  const body = { sizeBytes: 4 * MIB, open: () => Readable.from([bytesOf(4 * MIB)]) }

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
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new AppError('FILE_CHANGED', { name: 'x' }))
        },
      })
    await expectCode(client.put('x', { sizeBytes: 10, open: broken }, {}), 'FILE_CHANGED')
  })
})
