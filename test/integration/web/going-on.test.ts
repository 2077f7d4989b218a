import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { anOpener, failure } from '../../support/open-link'
import { aWebServer } from '../../support/web-server'

const server = aWebServer()
const open = anOpener(server)

describe('a download that is gone on with', () => {
  const whole = randomBytes(1000)
  const first = 600
  const etag = '"v1"'

  it('asks for the rest of the same file and gets it', async () => {
    server.on('/range', (response, request) => {
      expect(request.headers).toMatchObject({ range: 'bytes=600-', 'if-match': etag })
      response.writeHead(206, {
        etag,
        'content-length': 400,
        'content-range': 'bytes 600-999/1000',
      })
      response.end(whole.subarray(first))
    })
    const object = await open('/range', { from: { first, validator: etag } })
    expect(object).toMatchObject({ status: 206, range: { first: 600, last: 999, total: 1000 } })
    expect(object.head.sizeBytes).toBe(1000)
    expect((await buffer(object.body)).equals(whole.subarray(first))).toBe(true)
  })

  it('asks by date where the server has no ETag', async () => {
    const date = 'Mon, 23 Nov 2026 10:00:00 GMT'
    server.on('/dated', (response, request) => {
      expect(request.headers['if-unmodified-since']).toBe(date)
      response.writeHead(206, { 'content-range': 'bytes 600-999/1000', 'content-length': 400 })
      response.end(whole.subarray(first))
    })
    const object = await open('/dated', { from: { first, validator: date } })
    expect((await buffer(object.body)).length).toBe(400)
  })

  it('gets the whole again from a server that knows no ranges', async () => {
    server.on('/plain', (response) => response.end(whole))
    const object = await open('/plain', { from: { first, validator: etag } })
    expect(object.status).toBe(200)
    expect((await buffer(object.body)).equals(whole)).toBe(true)
  })

  it.each([
    ['refuses the condition', 412, {}],
    ['has fewer bytes now', 416, { 'content-range': 'bytes */10' }],
    [
      'ignores the condition and sends of another file',
      206,
      { etag: '"v2"', 'content-range': 'bytes 600-999/1000' },
    ],
    ['sends another range', 206, { etag, 'content-range': 'bytes 0-399/1000' }],
    ['does not say which range', 206, { etag }],
  ])('starts anew when the server %s', async (_case, status, headers) => {
    server.on('/changed', (response, request) => {
      if (request.headers.range === undefined) response.end('the new file')
      else response.writeHead(status, headers).end('wrong')
    })
    const object = await open('/changed', { from: { first, validator: etag } })
    expect(object.status).toBe(200)
    expect((await buffer(object.body)).toString()).toBe('the new file')
    await expect(
      open('/changed', { from: { first, last: 999, validator: etag } }),
    ).rejects.toMatchObject(failure('OBJECT_CHANGED', { retry: 'automatic' }))
  })
})
