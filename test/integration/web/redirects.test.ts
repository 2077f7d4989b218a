import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { anOpener, failure } from '../../support/open-link'
import { aWebServer } from '../../support/web-server'

const server = aWebServer()
const open = anOpener(server)

describe('a redirect', () => {
  const redirect = (path: string, location: string, status = 302) =>
    server.on(path, (response) => response.writeHead(status, { location }).end('moved'))

  it.each([301, 302, 303, 307, 308])('of status %i is followed', async (status) => {
    redirect('/moved', '/here', status)
    server.on('/here', (response) => response.end('found'))
    const { body, finalUrl } = await open('/moved')
    expect((await buffer(body)).toString()).toBe('found')
    expect(finalUrl).toBe(server.url('/here'))
  })

  it('is followed ten times and not once more', async () => {
    for (let n = 1; n <= 11; n += 1) redirect(`/hop${n}`, `/hop${n - 1}`)
    server.on('/hop0', (response) => response.end('end'))
    expect((await buffer((await open('/hop10')).body)).toString()).toBe('end')
    await expect(open('/hop11')).rejects.toMatchObject(failure('REDIRECT_LOOP', { retry: 'never' }))
  })

  it('in a circle is noticed at once', async () => {
    redirect('/a', '/b')
    redirect('/b', '/a')
    const before = server.requests.length
    await expect(open('/a')).rejects.toMatchObject(failure('REDIRECT_LOOP'))
    expect(server.requests.length - before).toBe(2)
  })

  it.each([
    'file:///etc/passwd',
    'data:text/plain,hello',
    'javascript:alert(1)',
    'http://user:secret@127.0.0.1/x',
    'http://[bad',
  ])('to %s is not followed', async (location) => {
    redirect('/bad', location)
    await expect(open('/bad')).rejects.toMatchObject(failure('REDIRECT_BAD_TARGET'))
  })

  it('may have raw UTF-8 in its target', async () => {
    redirect('/utf8', Buffer.from('/报告').toString('latin1'))
    server.on('/%E6%8A%A5%E5%91%8A', (response) => response.end('found'))
    expect((await buffer((await open('/utf8')).body)).toString()).toBe('found')
  })

  it('without a target is a refusal', async () => {
    server.on('/nowhere', (response) => response.writeHead(302).end())
    await expect(open('/nowhere')).rejects.toMatchObject(failure('HTTP_REJECTED'))
  })
})
