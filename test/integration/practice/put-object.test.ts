import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainHttp, rawHttp } from '../../support/plain-http'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

let rig: PracticeRig

beforeAll(async () => {
  rig = await startPracticeRig({ moreBuckets: [{ name: 'other-bucket', region: 'cn-hangzhou' }] })
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

async function contentFiles(bucket = rig.bucket): Promise<readonly string[]> {
  const names = await readdir(`${rig.rootFolder}/${bucket}/content`, { recursive: true })
  return names.filter((name) => name.length > 8)
}

describe.each([{ v4: true }, { v4: false }])('an upload through ali-oss, V4 $v4', ({ v4 }) => {
  let client: OssClient
  const name = (text: string) => `${v4 ? 'v4' : 'v1'}/${text}`
  const forbid = { headers: { 'x-oss-forbid-overwrite': 'true' } }

  beforeAll(() => {
    client = rig.ossClient({ v4 })
  })

  it.each([
    'a b+c%d&e=f#g?h.txt',
    '中文/🎉/ünï.txt',
    "quote'(){}[]!*~.txt",
    'line\nbreak.txt',
    'back\\slash.txt',
    'CON',
    'Case.txt',
    'case.txt',
    'trailing/',
    'x'.repeat(1000),
  ])('keeps the key %j', async (key) => {
    await client.put(name(key), Buffer.from(key))
    expect((await client.get(name(key))).content.toString()).toBe(key)
    const list = await client.listV2({ prefix: name(key), 'max-keys': '1' }, {})
    expect(list.objects?.[0]?.name).toBe(name(key))
  })

  it('never overwrites with x-oss-forbid-overwrite: 409 FileAlreadyExists', async () => {
    await client.put(name('kept.txt'), Buffer.from('first'), forbid)
    const failure = await failureOf(client.put(name('kept.txt'), Buffer.from('second'), forbid))
    expect(failure).toMatchObject({
      status: 409,
      code: 'FileAlreadyExists',
      ecCode: '0026-00000002',
    })
    expect((await client.get(name('kept.txt'))).content.toString()).toBe('first')
  })

  it('lets exactly one of twenty racing uploads win with x-oss-forbid-overwrite', async () => {
    const bodies = Array.from({ length: 20 }, (_, index) => Buffer.alloc(50_000, index))
    const results = await Promise.allSettled(
      bodies.map((body) => client.put(name('race.bin'), body, forbid)),
    )
    const winners = results.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []))
    expect(winners).toHaveLength(1)
    const { content } = await client.get(name('race.bin'))
    expect(content.equals(bodies[winners[0] ?? -1] ?? Buffer.alloc(0))).toBe(true)
  })

  it('overwrites otherwise, and leaves one file on disk', async () => {
    await client.put(name('again.txt'), Buffer.from('first'))
    const before = (await contentFiles()).length
    await client.put(name('again.txt'), Buffer.from('second'))
    expect((await client.get(name('again.txt'))).content.toString()).toBe('second')
    await expect.poll(async () => (await contentFiles()).length).toBe(before)
  })

  it('takes a stream without a length (chunked)', async () => {
    const body = randomBytes(200_000)
    const { Readable } = await import('node:stream')
    await client.putStream(
      name('stream.bin'),
      Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]),
    )
    expect((await client.get(name('stream.bin'))).content.equals(body)).toBe(true)
  })

  it('copies within the bucket and from another, with and without new metadata', async () => {
    const other = rig.ossClient({ v4, bucket: 'other-bucket' })
    await client.put(name('source ü+.txt'), Buffer.from('copied'), {
      meta: { a: '1' },
      mime: 'text/plain',
    })
    await client.copy(name('copy.txt'), name('source ü+.txt'))
    expect((await client.head(name('copy.txt'))).meta).toEqual({ a: '1' })
    await other.copy(name('copy.txt'), name('source ü+.txt'), rig.bucket)
    expect((await other.get(name('copy.txt'))).content.toString()).toBe('copied')
    await client.copy(name('copy.txt'), name('copy.txt'), { meta: { b: '2' } })
    const { meta, res } = await client.head(name('copy.txt'))
    expect(meta).toEqual({ b: '2' })
    expect(res.headers['x-oss-hash-crc64ecma']).toBe(
      (await client.head(name('source ü+.txt'))).res.headers['x-oss-hash-crc64ecma'],
    )
    expect((await client.get(name('copy.txt'))).content.toString()).toBe('copied')
    const failure = await failureOf(client.copy(name('copy.txt'), name('source ü+.txt'), forbid))
    expect(failure).toMatchObject({ status: 409, code: 'FileAlreadyExists' })
    expect(await failureOf(client.copy(name('x'), name('nothing')))).toMatchObject({ status: 404 })
  })
})

describe('an upload', () => {
  const putUrl = (key: string) => rig.ossClient().signatureUrlV4('PUT', 60, undefined, key)

  it('larger than 4 MiB arrives whole, with an ETag that is not its MD5', async () => {
    const body = randomBytes(9_000_000)
    const { res } = await rig.ossClient().put('large.bin', body, {})
    // ali-oss sends Content-MD5 with a buffer, so that the MD5 is known after all.
    expect(res.headers.etag).toContain(createHash('md5').update(body).digest('hex').toUpperCase())
    const answer = await plainHttp(await putUrl('large.bin'), { method: 'PUT', body })
    expect(answer.headers['x-oss-hash-crc64ecma']).toBe(res.headers['x-oss-hash-crc64ecma'])
    expect(answer.headers.etag).toMatch(/^"[0-9A-F]{32}"$/)
    expect(answer.headers.etag).not.toBe(res.headers.etag)
    expect((await rig.ossClient().get('large.bin')).content.equals(body)).toBe(true)
  })

  it('that Content-MD5 does not describe stores nothing: InvalidDigest', async () => {
    const md5 = createHash('md5').update('other').digest('base64')
    for (const value of [md5, 'nonsense', 'AAAA']) {
      const client = rig.ossClient()
      const request = { headers: { 'content-md5': value } }
      const url = await client.signatureUrlV4('PUT', 60, request, 'digest.txt')
      const answer = await plainHttp(url, { method: 'PUT', body: 'this', headers: request.headers })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain('<Code>InvalidDigest</Code>')
    }
    expect(await failureOf(rig.ossClient().head('digest.txt'))).toMatchObject({ status: 404 })
  })

  it('shorter than its Content-Length stores nothing', async () => {
    const { pathname, search } = new URL(await putUrl('short.txt'))
    const before = (await contentFiles()).length
    const socket = connect({ host: '127.0.0.1', port: rig.server.port })
    const head = `PUT ${pathname}${search} HTTP/1.1\r\nHost: localhost:${rig.server.port}\r\nContent-Length: 1000000\r\n\r\n`
    socket.end(`${head}${'x'.repeat(100_000)}`)
    await new Promise((done) =>
      socket
        .on('close', done)
        .on('error', () => undefined)
        .resume(),
    )
    expect(await failureOf(rig.ossClient().head('short.txt'))).toMatchObject({ status: 404 })
    await expect.poll(async () => (await contentFiles()).length).toBe(before)
  })

  it('without a length is 411 MissingContentLength', async () => {
    const { pathname, search } = new URL(await putUrl('x.txt'))
    const answer = await rawHttp(
      rig.server.port,
      `PUT ${pathname}${search} HTTP/1.1\r\nHost: localhost:${rig.server.port}\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toContain('411 Length Required')
    expect(answer).toContain('<Code>MissingContentLength</Code>')
  })

  it.each([
    { why: 'too long in bytes', key: '中'.repeat(342) },
    { why: 'starting with /', key: '/a' },
    { why: 'starting with \\', key: '\\a' },
  ])('to a key $why is 400 InvalidObjectName', async ({ key }) => {
    const answer = await plainHttp(await putUrl(key), { method: 'PUT', body: 'x' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('<Code>InvalidObjectName</Code>')
  })

  it('to a key of 1,023 bytes is fine', async () => {
    const key = '中'.repeat(341)
    const answer = await plainHttp(await putUrl(key), { method: 'PUT', body: 'x' })
    expect(answer.status).toBe(200)
  })

  it('with a wrong value of x-oss-forbid-overwrite is 400', async () => {
    const options = { headers: { 'x-oss-forbid-overwrite': 'yes' } }
    const failure = await failureOf(rig.ossClient().put('x', Buffer.from('x'), options))
    expect(failure).toMatchObject({ status: 400, code: 'InvalidArgument' })
  })

  it('that is refused early is read to its end, and the connection goes on', async () => {
    const { Agent } = await import('node:http')
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const wrong = rig.ossClient({ accessKeySecret: ['some', 'other'].join('-') })
    const url = await wrong.signatureUrlV4('PUT', 60, undefined, 'refused.bin')
    const body = randomBytes(20_000_000)
    const refused = await plainHttp(url, { method: 'PUT', body, agent })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('SignatureDoesNotMatch')
    const next = await plainHttp(await putUrl('next.txt'), { method: 'PUT', body: 'next', agent })
    expect(next.status).toBe(200)
    agent.destroy()
  })
})
