import type { ServerResponse } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { anOpener, failure } from '../../support/open-link'
import { aWebServer } from '../../support/web-server'

const server = aWebServer()
const open = anOpener(server)
const MIB = 1024 * 1024

describe('a refusal', () => {
  it.each([
    [404, 'HTTP_NOT_FOUND', 'manual'],
    [410, 'HTTP_NOT_FOUND', 'manual'],
    [401, 'HTTP_FORBIDDEN', 'manual'],
    [403, 'HTTP_FORBIDDEN', 'manual'],
    [429, 'HTTP_THROTTLED', 'automatic'],
    [503, 'HTTP_THROTTLED', 'automatic'],
    [408, 'HTTP_SERVER_ERROR', 'automatic'],
    [500, 'HTTP_SERVER_ERROR', 'automatic'],
    [502, 'HTTP_SERVER_ERROR', 'automatic'],
    [400, 'HTTP_REJECTED', 'manual'],
    [451, 'HTTP_REJECTED', 'manual'],
  ] as const)('of status %i is %s, to be retried: %s', async (status, code, retry) => {
    server.on('/refused', (response) => response.writeHead(status).end('<html>no</html>'))
    await expect(open('/refused')).rejects.toMatchObject(
      failure(code, { retry, params: { host: '127.0.0.1', status }, oss: { httpStatus: status } }),
    )
  })

  it('says how long to wait, in seconds or until a date by the clock of the server', async () => {
    const date = new Date(1_790_000_000_000)
    const later = new Date(date.getTime() + 90_000)
    const waiting = (retryAfter: string) =>
      server.on('/busy', (response) => {
        response.sendDate = false
        response.writeHead(503, { 'retry-after': retryAfter, date: date.toUTCString() }).end()
      })
    waiting('7')
    await expect(open('/busy')).rejects.toMatchObject(
      failure('HTTP_THROTTLED', { params: { retryAfterMs: 7000 } }),
    )
    waiting(later.toUTCString())
    await expect(open('/busy')).rejects.toMatchObject(
      failure('HTTP_THROTTLED', { params: { retryAfterMs: 90_000 } }),
    )
  })

  it('of a signed link whose time is over says so, by the clock of the server', async () => {
    const denied = (response: ServerResponse) => response.writeHead(403).end()
    server.on('/signed', denied)
    const link = (expires: number) =>
      `/signed?OSSAccessKeyId=made-up&Signature=made-up&Expires=${expires}`
    const now = Math.floor(Date.now() / 1000)
    await expect(open(link(now - 60))).rejects.toMatchObject(
      failure('LINK_EXPIRED', { retry: 'never' }),
    )
    await expect(open(link(now + 600))).rejects.toMatchObject(failure('HTTP_FORBIDDEN'))
  })

  it('is explained by whoever knows its body, of which at most 64 KiB are read', async () => {
    server.on('/explained', (response) => {
      response.writeHead(400, { 'x-oss-request-id': 'made-up' })
      response.end(`<Error><Code>Made</Code></Error>${' '.repeat(MIB)}`)
    })
    const explain = vi.fn(() => undefined)
    await expect(open('/explained', { explain })).rejects.toMatchObject(failure('HTTP_REJECTED'))
    expect(explain).toHaveBeenCalledWith({
      status: 400,
      headers: expect.objectContaining({ 'x-oss-request-id': 'made-up' }),
      body: expect.stringMatching(/^<Error>/),
      host: '127.0.0.1',
    })
    const [refusal] = explain.mock.calls[0] as unknown as [{ body: string }]
    expect(refusal.body.length).toBe(64 * 1024)
  })

  it('with a body that never ends is told by its status', async () => {
    server.on('/endless', (response) => response.writeHead(404).write('<'))
    await expect(open('/endless', { connectTimeoutMs: 50 })).rejects.toMatchObject(
      failure('HTTP_NOT_FOUND'),
    )
  })
})
