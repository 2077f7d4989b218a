import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { combineParts } from '../../../electron/bytes/crc64-combine'
import type { OssClient } from '../../../electron/oss/oss-types'
import { bodyOf } from '../../support/body'
import { patternBytes as bytesOf, expectCode } from '../../support/expect-code'
import { independentCrc64 } from '../../support/independent-crc64'
import { courierClient, loopbackClient } from '../../support/oss'
import { plainHttp } from '../../support/plain-http'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

const MIB = 1024 * 1024
let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig({
    bucket: { boundDomains: ['files.example.test'] },
  })
  client = courierClient(rig)
})
afterAll(() => rig.cleanup())

describe('one object', () => {
  it.each(['v4', 'v1'] as const)('is stored, described and read back under %s', async (version) => {
    const own = courierClient(rig, { target: { signatureVersion: version } })
    const key = `docs/${version}/报告 +%#?&😀.pdf`
    const body = bytesOf(300_000)
    const stored = await own.put(key, body, { contentType: 'application/pdf' })
    expect(stored.crc64).toBe(await independentCrc64(body))
    const head = await own.head(key)
    expect(head).toMatchObject({ sizeBytes: 300_000, contentType: 'application/pdf' })
    expect(head.crc64).toBe(stored.crc64)
    const opened = await own.get(key, undefined)
    expect(opened.status).toBe(200)
    expect((await buffer(opened.body)).equals(body)).toBe(true)
  })

  it('is stored from a stream, empty ones too', async () => {
    const body = bytesOf(1_000_000)
    await client.put('stream.bin', { sizeBytes: body.length, open: () => bodyOf([body]) }, {})
    expect((await buffer((await client.get('stream.bin', undefined)).body)).equals(body)).toBe(true)
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
        const body = { sizeBytes: chunk.length, open: () => bodyOf([chunk]) }
        const sent = await client.uploadPart('big.bin', uploadId, index + 1, body)
        expect(sent.crc64).toBe(await independentCrc64(chunk))
        return {
          number: index + 1,
          etag: sent.etag,
          crc64: await independentCrc64(chunk),
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
