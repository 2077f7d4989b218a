import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { anOpener, failure } from '../../support/open-link'
import { aWebServer } from '../../support/web-server'

const server = aWebServer()
const open = anOpener(server)
const MIB = 1024 * 1024

describe('a link', () => {
  it('gives what it leads to, and what the server says of it', async () => {
    const bytes = randomBytes(3 * MIB)
    server.on('/file', (response) => {
      response.writeHead(200, {
        'content-length': bytes.length,
        'content-type': 'image/png',
        'content-disposition': 'attachment; filename="a.png"',
        etag: '"abc"',
        'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT',
        'accept-ranges': 'bytes',
        'x-oss-hash-crc64ecma': '123',
      })
      response.end(bytes)
    })
    const object = await open('/file')
    expect(object).toMatchObject({ status: 200, finalUrl: server.url('/file') })
    expect(object.head).toEqual({
      sizeBytes: bytes.length,
      contentType: 'image/png',
      contentDisposition: 'attachment; filename="a.png"',
      etag: '"abc"',
      lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT',
      crc64: '123',
      acceptsRanges: true,
    })
    expect((await buffer(object.body)).equals(bytes)).toBe(true)
  })

  it('is asked for without cookies and credentials, uncompressed, with the headers of choice', async () => {
    server.on('/headers', (response) => response.end('x'))
    const { body } = await open('/headers#part', {
      referer: 'https://a.example/p',
      userAgent: 'Me/1',
    })
    await buffer(body)
    const { headers, url } = server.requests.at(-1) ?? { headers: {} }
    expect(url).toBe('/headers')
    expect(headers).toMatchObject({ 'user-agent': 'Me/1', accept: '*/*' })
    expect(headers['accept-encoding']).toMatch(/^identity/)
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('authorization')
    // The page was on https and this server is not.
    expect(headers).not.toHaveProperty('referer')
  })

  it('has no length when the answer is chunked, and arrives whole', async () => {
    server.on('/chunked', (response) => {
      response.write('one ')
      setTimeout(() => response.end('two'), 20)
    })
    const { head, body } = await open('/chunked')
    expect(head.sizeBytes).toBeUndefined()
    expect(head.acceptsRanges).toBe(false)
    expect((await buffer(body)).toString()).toBe('one two')
  })

  it('is believed no length and no checksum when it comes compressed all the same', async () => {
    const packed = gzipSync('hello '.repeat(1000))
    server.on('/gzip', (response) => {
      response.writeHead(200, {
        'content-encoding': 'gzip',
        'content-length': packed.length,
        'x-oss-hash-crc64ecma': '1',
        'accept-ranges': 'bytes',
      })
      response.end(packed)
    })
    const { head, body } = await open('/gzip')
    expect(head).toMatchObject({ sizeBytes: undefined, crc64: undefined, acceptsRanges: false })
    expect((await buffer(body)).length).toBe(6000)
  })

  it.each([
    ['ftp://127.0.0.1/x', 'SCHEME_NOT_SUPPORTED'],
    ['file:///etc/passwd', 'SCHEME_NOT_SUPPORTED'],
    ['http://user:secret@127.0.0.1/x', 'URL_HAS_CREDENTIALS'],
    ['http://', 'NOT_A_URL'],
  ])('%s is refused: %s', async (url, problem) => {
    await expect(open(url)).rejects.toMatchObject(failure('NOT_A_LINK', { params: { problem } }))
  })
})
