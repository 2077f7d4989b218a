import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc64 } from 'hash-wasm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  CLOCK_SKEWED,
  createFaultScript,
  failOnce,
  INTERNAL_ERROR,
  INVALID_RANGE,
  NO_SUCH_UPLOAD,
  PRECONDITION_FAILED,
  SLOW_DOWN,
  wrongEndpoint,
} from '../../support/faults'
import { plainHttp } from '../../support/plain-http'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

const script = createFaultScript()
const BODY = randomBytes(1_200_000)

let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig({ hook: script.hook })
  client = rig.ossClient({ timeout: 5_000 })
  await client.put('body.bin', BODY)
})
afterEach(() => script.heal())
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

async function get(headers: Record<string, string> = {}) {
  return plainHttp(await client.signatureUrlV4('GET', 60, undefined, 'body.bin'), { headers })
}

function differences(a: Buffer, b: Buffer): readonly number[] {
  return [...a.keys()].filter((index) => a[index] !== b[index])
}

async function decimalCrc64(body: Buffer): Promise<string> {
  return BigInt(`0x${await crc64(body)}`).toString()
}

describe('an answer instead of the work', () => {
  it.each([
    { fault: INTERNAL_ERROR, status: 500, code: 'InternalError' },
    { fault: SLOW_DOWN, status: 503, code: 'SlowDown' },
    { fault: CLOCK_SKEWED, status: 403, code: 'RequestTimeTooSkewed' },
    { fault: NO_SUCH_UPLOAD, status: 404, code: 'NoSuchUpload' },
    { fault: PRECONDITION_FAILED, status: 412, code: 'PreconditionFailed' },
    { fault: INVALID_RANGE, status: 416, code: 'InvalidRange' },
  ])('$status $code strikes once and is over', async ({ fault, status, code }) => {
    script.failOnce('PutObject', fault)
    expect(await failureOf(client.put('once.txt', Buffer.from('x')))).toMatchObject({
      status,
      code,
    })
    await client.put('once.txt', Buffer.from('x'))
  })

  it('can name another endpoint and carry headers', async () => {
    script.failOnce('GetObject', wrongEndpoint('oss-cn-beijing.aliyuncs.com'))
    expect((await get()).text).toContain('<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>')
    script.failOnce('GetObject', SLOW_DOWN)
    expect((await get()).headers['x-oss-qos-delay-time']).toBe('1000')
  })

  it('strikes only the part that was chosen, and counts attempts', async () => {
    const { uploadId } = await client.initMultipartUpload('parts.bin', {})
    const send = (number: number) =>
      client.uploadPart('parts.bin', uploadId, number, Readable.from([Buffer.from('x')]), 0, 1)
    script.fail({ operation: 'UploadPart', partNumber: 2 }, INTERNAL_ERROR, 2)
    await send(1)
    expect(await failureOf(send(2))).toMatchObject({ status: 500 })
    expect(await failureOf(send(2))).toMatchObject({ status: 500 })
    await send(2)
    const attempts = script.requests.flatMap((request) =>
      request.uploadId === uploadId ? [`${request.partNumber}: ${request.attempt}`] : [],
    )
    expect(attempts).toEqual(['1: 1', '2: 1', '2: 2', '2: 3'])
    await client.abortMultipartUpload('parts.bin', uploadId)
  })
})

describe('a broken connection', () => {
  it('is reset before the headers', async () => {
    script.failOnce('GetObject', { kind: 'reset' })
    await expect(get()).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect((await get()).status).toBe(200)
  })

  it('is reset in the middle of an upload, and nothing is stored', async () => {
    script.failOnce('PutObject', { kind: 'reset-request', afterBytes: 500_000 })
    expect(await failureOf(client.put('cut.bin', BODY))).toMatchObject({ status: -1 })
    expect(await failureOf(client.head('cut.bin'))).toMatchObject({ status: 404 })
  })

  it.each(['reset-response', 'cut-response'] as const)(
    '%s ends a download midway',
    async (kind) => {
      script.failOnce('GetObject', { kind, afterBytes: 700_000 })
      await expect(get()).rejects.toThrow(/aborted|ECONNRESET/)
      expect((await get()).body.equals(BODY)).toBe(true)
    },
  )

  it('stalls while it receives or sends', async () => {
    const impatient = rig.ossClient({ timeout: 300 })
    script.failOnce('PutObject', { kind: 'stall-request', afterBytes: 100_000 })
    expect((await failureOf(impatient.put('stall.bin', BODY))).name).toBe('ResponseTimeoutError')
    script.failOnce('GetObject', { kind: 'stall-response', afterBytes: 100_000 })
    expect((await failureOf(impatient.get('body.bin'))).name).toBe('ResponseTimeoutError')
    expect(await failureOf(client.head('stall.bin'))).toMatchObject({ status: 404 })
  })

  it('can end after the work was done: the answer is lost, the object is there', async () => {
    script.failOnce('PutObject', { kind: 'lose-answer' })
    expect(await failureOf(client.put('lost.txt', Buffer.from('lost')))).toMatchObject({
      status: -1,
    })
    expect((await client.get('lost.txt')).content.toString()).toBe('lost')

    const { uploadId } = await client.initMultipartUpload('lost.bin', {})
    const part = await client.uploadPart(
      'lost.bin',
      uploadId,
      1,
      Readable.from([BODY]),
      0,
      BODY.length,
    )
    const parts = [{ number: 1, etag: part.etag }]
    script.failOnce('CompleteMultipartUpload', { kind: 'lose-answer' })
    const complete = () => client.completeMultipartUpload('lost.bin', uploadId, parts)
    expect(await failureOf(complete())).toMatchObject({ status: -1 })
    expect(await failureOf(complete())).toMatchObject({ status: 404, code: 'NoSuchUpload' })
    expect((await client.head('lost.bin')).res.headers['x-oss-hash-crc64ecma']).toBe(
      await decimalCrc64(BODY),
    )
  })
})

describe('a damaged byte', () => {
  it('on the way up is in the content and in the CRC64 of the answer', async () => {
    script.failOnce('UploadPart', { kind: 'flip-request-byte', at: 900_000 })
    const { uploadId } = await client.initMultipartUpload('flip.bin', {})
    const part = await client.uploadPart(
      'flip.bin',
      uploadId,
      1,
      Readable.from([BODY]),
      0,
      BODY.length,
    )
    expect(part.res.headers['x-oss-hash-crc64ecma']).not.toBe(await decimalCrc64(BODY))
    await client.completeMultipartUpload('flip.bin', uploadId, [{ number: 1, etag: part.etag }])
    expect(differences((await client.get('flip.bin')).content, BODY)).toEqual([900_000])
  })

  it('on disk is in the content but not in the CRC64', async () => {
    script.failOnce('PutObject', { kind: 'flip-stored-byte', at: 5 })
    await client.put('rotten.bin', BODY)
    const { content, res } = await client.get('rotten.bin')
    expect(differences(content, BODY)).toEqual([5])
    expect(res.headers['x-oss-hash-crc64ecma']).toBe(await decimalCrc64(BODY))
  })

  it('on the way down is in one answer only', async () => {
    script.failOnce('GetObject', { kind: 'flip-response-byte', at: 600_000 })
    expect(differences((await get()).body, BODY)).toEqual([600_000])
    expect((await get()).body.equals(BODY)).toBe(true)
  })
})

describe('a misleading header', () => {
  it('has a wrong CRC64, or none', async () => {
    script.failOnce('GetObject', { kind: 'wrong-crc' })
    const right = await decimalCrc64(BODY)
    expect((await get()).headers['x-oss-hash-crc64ecma']).toBe(String(BigInt(right) + 1n))
    script.failOnce('PutObject', { kind: 'no-crc' })
    const { res } = await client.put('x', Buffer.from('x'))
    expect(res.headers['x-oss-hash-crc64ecma']).toBeUndefined()
  })

  it('answers 200 with the whole object to a ranged GET', async () => {
    script.failOnce('GetObject', { kind: 'ignore-range' })
    const answer = await get({ range: 'bytes=0-9' })
    expect([answer.status, answer.body.equals(BODY)]).toEqual([200, true])
    expect((await get({ range: 'bytes=0-9' })).status).toBe(206)
  })
})

describe('a slow link', () => {
  it('takes its time in both directions and changes nothing', async () => {
    const slow = { kind: 'slow', bytesPerSecond: 2_400_000 } as const
    script.fail('PutObject', slow)
    script.fail('GetObject', slow)
    const start = performance.now()
    await client.put('slow.bin', BODY)
    const between = performance.now()
    expect((await client.get('slow.bin')).content.equals(BODY)).toBe(true)
    expect(between - start).toBeGreaterThan(400)
    expect(performance.now() - between).toBeGreaterThan(400)
  })

  it('answers late, and can fail on top of it', async () => {
    script.failOnce('HeadObject', [{ kind: 'delay', milliseconds: 200 }, INTERNAL_ERROR])
    const start = performance.now()
    expect(await failureOf(client.head('body.bin'))).toMatchObject({ status: 500 })
    expect(performance.now() - start).toBeGreaterThan(190)
  })
})

describe('closing the server', () => {
  it('does not wait for stalled or slow clients', async () => {
    const hook = failOnce('PutObject', { kind: 'stall-request', afterBytes: 0 })
    const short = await startPracticeRig({ hook })
    const stalled = failureOf(short.ossClient().put('x', BODY))
    const script2 = createFaultScript()
    script2.fail('GetObject', { kind: 'delay', milliseconds: 60_000 })
    const other = await startPracticeRig({ hook: script2.hook })
    const delayed = failureOf(other.ossClient().get('x'))
    await expect.poll(() => script2.count('GetObject')).toBe(1)
    const start = performance.now()
    await Promise.all([short.cleanup(), other.cleanup()])
    expect(performance.now() - start).toBeLessThan(2000)
    expect(await stalled).toMatchObject({ status: -1 })
    expect(await delayed).toMatchObject({ status: -1 })
  })
})
