import { rm } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainHttp, rawHttp } from '../../support/plain-http'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig()
  client = rig.ossClient()
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

const isAlive = async () => expect((await plainHttp(`${rig.server.origin}/`)).status).toBe(403)

describe('the server stays up and answers', () => {
  it.each([
    'nonsense\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
    'PUT /b/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    'PUT /b/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    'PUT /b/k HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    '\u0000\u0001\u0002\u0003\r\n\r\n',
  ])('to what is hardly HTTP (%#)', async (text) => {
    const answer = await rawHttp(rig.server.port, text)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    await isAlive()
  })

  it('to paths and queries of any kind, with a 4xx and XML', async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }).map(encodeURIComponent),
      fc.constantFrom(
        '%',
        '%zz',
        '%ff',
        '..',
        '//',
        '?acl',
        '?uploads',
        '?x-oss-expires',
        '&',
        '=',
        '+',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE'),
        async (pieces, method) => {
          const path = `/${rig.bucket}/${pieces.join('').replaceAll(/[^\x21-\x7e]/g, '')}`
          const answer = await plainHttp(rig.server.origin, {
            method,
            path,
            headers: { 'content-length': 0 },
          })
          expect(answer.status).toBeGreaterThanOrEqual(400)
          expect(answer.status).not.toBe(500)
          if (method !== 'HEAD') expect(answer.text).toContain('<Error>')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('to Authorization headers and dates of any kind', async () => {
    const start = fc.constantFrom('', 'OSS ', 'OSS4-HMAC-SHA256 ', 'OSS4-HMAC-SHA256 Credential=')
    const visible = fc.string({ unit: 'grapheme-ascii' })
    await fc.assert(
      fc.asyncProperty(start, visible, visible, async (prefix, rest, date) => {
        const headers = { authorization: `${prefix}${rest}`, 'x-oss-date': date }
        const answer = await plainHttp(`${rig.server.origin}/${rig.bucket}/x`, { headers })
        expect([400, 403]).toContain(answer.status)
      }),
      { numRuns: 300 },
    )
  })

  it('to signed requests with parameters of any kind, never with 500', async () => {
    const name = fc.constantFrom(
      'prefix',
      'marker',
      'delimiter',
      'max-keys',
      'continuation-token',
      'start-after',
      'encoding-type',
      'list-type',
      'uploads',
      'key-marker',
      'upload-id-marker',
      'max-uploads',
    )
    const value = fc.string({ minLength: 1, unit: 'grapheme' })
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), async (queries) => {
        const url = await client.signatureUrlV4('GET', 60, { queries }, '')
        const answer = await plainHttp(url)
        expect(answer.text).not.toContain('SignatureDoesNotMatch')
        expect([200, 400]).toContain(answer.status)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a disk that refuses', () => {
  it('is answered 500 InternalError, stores nothing, and harms nothing else', async () => {
    const broken = await startPracticeRig()
    const user = broken.ossClient()
    await user.put('before.txt', Buffer.from('before'))
    await rm(`${broken.rootFolder}/${broken.bucket}/content`, { recursive: true })
    for (const size of [10, 10_000_000]) {
      const failure = await failureOf(user.put('refused.bin', Buffer.alloc(size)))
      expect(failure).toMatchObject({ status: 500, code: 'InternalError' })
    }
    expect(await failureOf(user.head('refused.bin'))).toMatchObject({ status: 404 })
    expect((await user.head('before.txt')).status).toBe(200)
    expect(broken.internalErrors).toHaveLength(2)
    await expect(user.get('before.txt')).rejects.toThrow()
    await broken.cleanup()
  })
})

describe('both sides agree on signatures', () => {
  it('V4 and V1 links of ali-oss are right for any key', async () => {
    const v1 = rig.ossClient({ v4: false })
    const key = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter(
        (text) => !/^[/\\?]/.test(text) && !text.split('/').some((part) => /^\.{1,2}$/.test(part)),
      )
    await fc.assert(
      fc.asyncProperty(key, async (name) => {
        const links = [
          await client.signatureUrlV4('GET', 60, undefined, name),
          v1.signatureUrl(name, { expires: 60 }),
        ]
        for (const link of links)
          expect((await plainHttp(link)).text).toContain('<Code>NoSuchKey</Code>')
      }),
      { numRuns: 300 },
    )
  })
})
