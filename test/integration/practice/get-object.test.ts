import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainHttp } from '../../support/plain-http'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

let rig: PracticeRig
let client: OssClient
const KEY = 'digits.txt'

beforeAll(async () => {
  rig = await startPracticeRig()
  client = rig.ossClient()
  await client.put(KEY, Buffer.from('0123456789'))
  await client.put('empty.txt', Buffer.alloc(0))
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

async function getRange(range: string, standard: boolean, key = KEY) {
  const url = await client.signatureUrlV4('GET', 60, undefined, key)
  const behaviour: Record<string, string> = standard ? { 'x-oss-range-behavior': 'standard' } : {}
  // An x-oss header is signed by V4 if it is sent, so that it has to be known to the signature.
  const signed = standard
    ? await client.signatureUrlV4('GET', 60, { headers: behaviour }, key)
    : url
  return plainHttp(signed, { headers: { range, ...behaviour } })
}

describe('a range', () => {
  it.each([
    { range: 'bytes=0-3', text: '0123', content: 'bytes 0-3/10' },
    { range: 'bytes=4-4', text: '4', content: 'bytes 4-4/10' },
    { range: 'bytes=7-', text: '789', content: 'bytes 7-9/10' },
    { range: 'bytes=-2', text: '89', content: 'bytes 8-9/10' },
    { range: 'bytes=-10', text: '0123456789', content: 'bytes 0-9/10' },
  ])('$range inside the object is 206 with either behaviour', async ({ range, text, content }) => {
    for (const standard of [true, false]) {
      const answer = await getRange(range, standard)
      expect(answer).toMatchObject({ status: 206, text })
      expect(answer.headers['content-range']).toBe(content)
      expect(answer.headers['content-length']).toBe(String(text.length))
    }
  })

  it.each([
    'bytes=5-20',
    'bytes=10-',
    'bytes=10-20',
    'bytes=-11',
    'bytes=0-1,3-4',
    'lines=1-2',
    'bytes=5-2',
  ])('%s without the standard behaviour is 200 with the full object', async (range) => {
    const answer = await getRange(range, false)
    expect(answer).toMatchObject({ status: 200, text: '0123456789' })
    expect(answer.headers['content-range']).toBeUndefined()
  })

  it('that reaches behind the end is cut with the standard behaviour', async () => {
    const answer = await getRange('bytes=5-20', true)
    expect(answer).toMatchObject({ status: 206, text: '56789' })
    expect(answer.headers['content-range']).toBe('bytes 5-9/10')
  })

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0'])(
    '%s is 416 InvalidRange with the standard behaviour',
    async (range) => {
      const answer = await getRange(range, true)
      expect(answer.status).toBe(416)
      expect(answer.text).toContain('<Code>InvalidRange</Code>')
      expect(answer.headers['content-range']).toBe('bytes */10')
    },
  )

  it('of an empty object is 200 or, with the standard behaviour, 416', async () => {
    expect(await getRange('bytes=0-', false, 'empty.txt')).toMatchObject({ status: 200, text: '' })
    expect((await getRange('bytes=0-', true, 'empty.txt')).status).toBe(416)
  })

  it('carries the CRC64 of the whole object', async () => {
    const whole = await client.get(KEY)
    const part = await getRange('bytes=0-3', true)
    expect(part.headers['x-oss-hash-crc64ecma']).toBe(whole.res.headers['x-oss-hash-crc64ecma'])
  })
})

describe('a condition', () => {
  it('If-Match lets through the ETag it names, and answers 412 to another', async () => {
    const { res } = await client.head(KEY)
    const etag = res.headers.etag ?? ''
    expect((await client.get(KEY, { headers: { 'If-Match': etag } })).res.status).toBe(200)
    const failure = await failureOf(client.get(KEY, { headers: { 'If-Match': '"ABC"' } }))
    expect(failure).toMatchObject({ status: 412, code: 'PreconditionFailed' })
    const head = await failureOf(client.head(KEY, { headers: { 'If-Match': '"ABC"' } }))
    expect(head).toMatchObject({ status: 412, code: 'PreconditionFailed' })
  })

  it('If-None-Match answers 304 to the ETag it names', async () => {
    const { res } = await client.head(KEY)
    const known = await client.head(KEY, { headers: { 'If-None-Match': res.headers.etag } })
    expect(known.status).toBe(304)
    const other = await client.head(KEY, { headers: { 'If-None-Match': '"ABC"' } })
    expect(other.status).toBe(200)
  })

  it('of time compares with Last-Modified', async () => {
    const { res } = await client.head(KEY)
    const modified = res.headers['last-modified'] ?? ''
    const earlier = new Date(Date.parse(modified) - 60_000).toUTCString()
    const since = (value: string) => client.head(KEY, { headers: { 'If-Modified-Since': value } })
    expect((await since(modified)).status).toBe(304)
    expect((await since(earlier)).status).toBe(200)
    const unmodified = { headers: { 'If-Unmodified-Since': earlier } }
    expect(await failureOf(client.get(KEY, unmodified))).toMatchObject({ status: 412 })
  })
})

describe('response-* parameters', () => {
  it('replace headers of the answer when they are signed, also beyond ASCII', async () => {
    for (const v4 of [true, false]) {
      const signer = rig.ossClient({ v4 })
      const disposition = 'attachment; filename="报告.pdf"'
      const url = v4
        ? await signer.signatureUrlV4(
            'GET',
            60,
            {
              queries: {
                'response-content-disposition': disposition,
                'response-content-type': 'text/html',
              },
            },
            KEY,
          )
        : signer.signatureUrl(KEY, {
            response: { 'content-disposition': disposition, 'content-type': 'text/html' },
          })
      const answer = await plainHttp(url)
      expect(answer.headers['content-type']).toBe('text/html')
      const received = Buffer.from(answer.headers['content-disposition'] ?? '', 'latin1')
      expect(received.toString('utf8')).toBe(disposition)
    }
  })

  it('cannot smuggle another header in', async () => {
    const queries = { 'response-content-type': 'a\r\nset-cookie: x=1' }
    const url = await client.signatureUrlV4('GET', 60, { queries }, KEY)
    const answer = await plainHttp(url)
    expect(answer.status).toBe(400)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('every answer', () => {
  it('has Date, Server, a request id of its own, and the server time', async () => {
    const first = await plainHttp(await client.signatureUrlV4('GET', 60, undefined, KEY))
    const second = await plainHttp(`${rig.server.origin}/nothing`)
    for (const { headers } of [first, second]) {
      expect(Math.abs(Date.parse(headers.date ?? '') - Date.now())).toBeLessThan(5000)
      expect(headers.server).toBe('AliyunOSS')
      expect(headers['x-oss-server-time']).toMatch(/^\d+$/)
    }
    expect(first.headers['x-oss-request-id']).not.toBe(second.headers['x-oss-request-id'])
  })

  it('to a HEAD that fails carries the XML in x-oss-err', async () => {
    const url = await client.signatureUrlV4('HEAD', 60, undefined, 'missing.txt')
    const answer = await plainHttp(url, { method: 'HEAD' })
    expect(answer).toMatchObject({ status: 404, text: '' })
    const xml = Buffer.from(String(answer.headers['x-oss-err']), 'base64').toString('utf8')
    expect(xml).toContain('<Code>NoSuchKey</Code>')
    expect(answer.headers['x-oss-ec']).toBe('0026-00000001')
    const denied = rig.ossClient({ accessKeySecret: ['another', 'secret'].join('-') })
    expect(await failureOf(denied.head(KEY))).toMatchObject({ code: 'SignatureDoesNotMatch' })
  })
})
