import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createNetTransport, type NetRequest } from '../../../../electron/app/net-transport'

/** `net.request` as Electron behaves: a redirect that is not followed ends in an error. */
class FakeRequest extends EventEmitter {
  readonly headers: Record<string, string> = {}
  aborted = false
  ended = false
  setHeader(name: string, value: string): void {
    this.headers[name] = value
  }
  end(): void {
    this.ended = true
  }
  abort(): void {
    this.aborted = true
  }
  answer(body: PassThrough, headers: Record<string, string | string[]> = {}): void {
    this.emit('response', Object.assign(body, { statusCode: 200, headers }))
  }
}

async function send(
  headers: Record<string, string> = {},
  signal = new AbortController().signal,
  login?: { user: string; password: string },
) {
  const client = new FakeRequest()
  const given: Parameters<NetRequest<string>>[0][] = []
  const transport = createNetTransport(
    (options) => {
      given.push(options)
      return client
    },
    { session: async () => 'the session of links', login: async () => login },
  )
  const answer = transport.send({ url: 'http://127.0.0.1/x', headers, signal })
  answer.catch(() => undefined)
  // The session is asked for first.
  await setImmediate()
  return { client, answer, options: given[0] }
}

describe('a web request through Electron', () => {
  it('takes no cookie, no credential, no cache and no redirect of its own', async () => {
    const { client, answer, options } = await send({ range: 'bytes=5-' })
    expect(options).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
    expect(options?.session).toBe('the session of links')
    expect(client).toMatchObject({ ended: true, headers: { range: 'bytes=5-' } })
    client.answer(new PassThrough().end('x') as PassThrough, { ETag: '"a"', Vary: ['b', 'c'] })
    expect((await answer).headers).toEqual({ etag: '"a"', vary: 'b, c' })
    expect((await buffer((await answer).body)).toString()).toBe('x')
  })

  it('sends a Referer of choice whole', async () => {
    const { options } = await send({ referer: 'https://a.example/page' })
    expect(options?.referrerPolicy).toBe('unsafe-url')
  })

  it('tells where a redirect leads and does not go there', async () => {
    const { client, answer } = await send()
    client.emit('redirect', 302, 'GET', 'http://127.0.0.1/y', { location: ['/y'] })
    client.emit('error', new Error('Redirect was cancelled'))
    expect(await answer).toMatchObject({ status: 302, location: 'http://127.0.0.1/y' })
  })

  it('throws what the network stack says', async () => {
    const { client, answer } = await send()
    client.emit('error', new Error('net::ERR_CONNECTION_RESET'))
    await expect(answer).rejects.toThrow('net::ERR_CONNECTION_RESET')
  })

  it('ends at once when cancelled, before the answer and after it', async () => {
    const early = new AbortController()
    const before = await send({}, early.signal)
    early.abort()
    await expect(before.answer).rejects.toMatchObject({ name: 'AbortError' })
    expect(before.client.aborted).toBe(true)

    const late = new AbortController()
    const after = await send({}, late.signal)
    after.client.answer(new PassThrough())
    const { body } = await after.answer
    late.abort()
    await expect(buffer(body)).rejects.toMatchObject({ name: 'AbortError' })
    expect(after.client.aborted).toBe(true)
    const late2 = await send({}, AbortSignal.abort())
    await expect(late2.answer).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('is over when its reader leaves, and a later failure harms nobody', async () => {
    const { client, answer } = await send()
    client.answer(new PassThrough())
    const { body, close } = await answer
    close()
    expect(client.aborted).toBe(true)
    expect(body.destroyed).toBe(true)
    client.emit('error', new Error('net::ERR_ABORTED'))
    body.emit('error', new Error('net::ERR_ABORTED'))
  })

  it('tells a proxy the stored login once, and a server nothing', async () => {
    const { client, answer } = await send({}, undefined, { user: 'me', password: 'made-up' })
    const told: (string | undefined)[][] = []
    const ask = async (isProxy: boolean) => {
      client.emit('login', { isProxy, host: 'proxy.test', port: 8080 }, (...given: string[]) =>
        told.push(given),
      )
      await setImmediate()
    }
    await ask(false)
    await ask(true)
    await ask(true)
    expect(told).toEqual([[], ['me', 'made-up'], []])
    client.emit('error', new Error('net::ERR_TUNNEL_CONNECTION_FAILED'))
    await expect(answer).rejects.toMatchObject({
      info: { code: 'PROXY_AUTH_NEEDED', params: { proxy: 'proxy.test:8080' } },
    })
  })
})
