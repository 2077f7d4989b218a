import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { openTunnel } from '../../../electron/network/reach-proxy'
import { type ProxiedOss, startProxiedOss } from '../../support/proxied-oss'
import { sampleBytes } from '../../support/sample-bytes'

let oss: ProxiedOss
afterEach(() => oss.close())

const PASSWORD = ['made', 'up', 'pässword'].join(':')
const failure = (code: string, retry?: string) => ({
  info: expect.objectContaining({ code, ...(retry ? { retry } : {}) }),
})

describe.each([
  ['plainly', false],
  ['by TLS', true],
])('a proxy that is reached %s', (_, secureProxy) => {
  it('takes https through tunnels that stay open between requests', async () => {
    oss = await startProxiedOss({ secureProxy })
    const client = oss.client('https')
    const bytes = sampleBytes(300_000, 1)
    for (const key of ['a', 'b', 'c', 'd']) await client.put(key, bytes, {})
    const object = await client.get('c', undefined)
    expect((await buffer(object.body)).equals(bytes)).toBe(true)
    expect(oss.proxy.log).toEqual([`CONNECT ${oss.host}:443`])
    expect(oss.front.connections()).toBe(1)
  })

  it('takes plain http as whole URLs, on one connection', async () => {
    oss = await startProxiedOss({ secureProxy })
    const client = oss.client('http')
    await client.put('dir/a b', Buffer.from('content'), {})
    expect((await client.head('dir/a b')).sizeBytes).toBe(7)
    const path = `http://${oss.host}/dir/a%20b`
    expect(oss.proxy.log).toEqual([`PUT ${path}`, `HEAD ${path}`])
    expect(oss.proxy.connections()).toBe(1)
  })

  it.each(['https', 'http'] as const)('is signed in to for %s', async (scheme) => {
    oss = await startProxiedOss({ secureProxy })
    oss.proxy.login = { user: 'me', password: PASSWORD }
    await expect(oss.client(scheme).head('a')).rejects.toMatchObject(
      failure('PROXY_AUTH_NEEDED', 'after-settings'),
    )
    oss.way.login = { user: 'me', password: 'wrong' }
    await expect(oss.client(scheme).head('a')).rejects.toMatchObject(failure('PROXY_AUTH_NEEDED'))
    oss.way.login = oss.proxy.login
    await oss.client(scheme).put('a', Buffer.from('x'), {})
    expect((await oss.client(scheme).head('a')).sizeBytes).toBe(1)
  })
})

it('many parts at once share few tunnels, and each is used again', async () => {
  oss = await startProxiedOss()
  const client = oss.client('https')
  const bytes = sampleBytes(200_000, 3)
  for (let round = 0; round < 4; round += 1) {
    await Promise.all([0, 1, 2].map((n) => client.put(`${round}-${n}`, bytes, {})))
  }
  expect(oss.proxy.log.length).toBeLessThanOrEqual(3)
})

describe('what a proxy can do wrong has its own words:', () => {
  it('it is not there', async () => {
    oss = await startProxiedOss()
    await oss.proxy.close()
    const proxy = `127.0.0.1:${oss.proxy.port}`
    for (const scheme of ['https', 'http'] as const) {
      await expect(oss.client(scheme).head('a')).rejects.toMatchObject({
        info: {
          code: 'PROXY_UNREACHABLE',
          retry: 'automatic',
          params: { proxy, errno: 'ECONNREFUSED' },
        },
      })
    }
  })

  it('it hangs up', async () => {
    oss = await startProxiedOss()
    oss.proxy.silent = true
    const head = oss.client('https').head('a')
    await expect.poll(() => oss.proxy.log.length, { timeout: 10_000 }).toBe(1)
    oss.proxy.cut()
    await expect(head).rejects.toMatchObject(failure('PROXY_UNREACHABLE', 'automatic'))
  })

  it('it takes the request and never answers', async () => {
    oss = await startProxiedOss()
    oss.proxy.silent = true
    const socket = connect({ host: '127.0.0.1', port: oss.proxy.port })
    const proxy = { secure: false, host: '127.0.0.1', port: oss.proxy.port }
    const { signal } = new AbortController()
    const options = { secureContext: undefined, signal, timeoutMs: 100 }
    await expect(openTunnel(proxy, socket, 'a.test:443', options)).rejects.toMatchObject(
      failure('PROXY_UNREACHABLE', 'automatic'),
    )
    expect(socket.destroyed).toBe(true)
  })

  it.each([
    [403, 'manual'],
    [502, 'automatic'],
  ])('it refuses the tunnel with %i and a page', async (status, retry) => {
    oss = await startProxiedOss()
    oss.proxy.refuse = { status, body: '<html>No</html>', headers: { 'content-type': 'text/html' } }
    await expect(oss.client('https').head('a')).rejects.toMatchObject(
      failure('PROXY_FAILED', retry),
    )
    await expect(oss.client('http').head('a')).rejects.toMatchObject(
      failure('ANSWER_NOT_OSS', retry),
    )
  })

  it('it wants a sign-in that nobody here can do', async () => {
    oss = await startProxiedOss()
    oss.proxy.refuse = { status: 407, headers: { 'proxy-authenticate': 'NTLM' } }
    await expect(oss.client('https').head('a')).rejects.toMatchObject(
      failure('PROXY_AUTH_UNSUPPORTED', 'after-settings'),
    )
  })

  it('its certificate is from nobody', async () => {
    oss = await startProxiedOss({ secureProxy: true })
    oss.way.roots = []
    await expect(oss.client('https').head('a')).rejects.toMatchObject(
      failure('PROXY_TLS_FAILED', 'after-settings'),
    )
  })
})

it('a request that waits for the proxy ends at once when it is cancelled', async () => {
  oss = await startProxiedOss()
  oss.proxy.silent = true
  const stop = new AbortController()
  const head = oss.client('https').head('a', { signal: stop.signal })
  await expect.poll(() => oss.proxy.log.length, { timeout: 10_000 }).toBe(1)
  stop.abort()
  await expect(head).rejects.toMatchObject(failure('CANCELLED'))
})

it('a request that waits for the system’s answer ends at once when it is cancelled', async () => {
  oss = await startProxiedOss({ agents: { chooseProxy: () => new Promise(() => undefined) } })
  const stop = new AbortController()
  const put = oss.client('https').put('a', Buffer.from('x'), {}, { signal: stop.signal })
  stop.abort()
  await expect(put).rejects.toMatchObject(failure('CANCELLED'))
})

describe('a change of the settings', () => {
  it('sends new requests the new way and lets running ones end', async () => {
    oss = await startProxiedOss()
    const client = oss.client('https')
    await client.put('large', sampleBytes(5_000_000, 2), {})
    const object = await client.get('large', undefined)
    oss.way.settings = { proxyMode: 'manual', proxyUrl: '' }
    oss.agents.renew()
    await expect(client.head('large')).rejects.toMatchObject(failure('PROXY_NOT_SET'))
    expect(await buffer(object.body)).toHaveLength(5_000_000)
    await expect.poll(() => oss.front.open(), { timeout: 10_000 }).toBe(0)
  })

  it('closes connections that nobody uses', async () => {
    oss = await startProxiedOss()
    await oss.client('https').put('a', Buffer.from('x'), {})
    expect(oss.front.open()).toBe(1)
    oss.agents.renew()
    await expect.poll(() => oss.front.open(), { timeout: 10_000 }).toBe(0)
  })
})

describe('whom https trusts', () => {
  it('is nobody unknown, and the person’s own authorities', async () => {
    oss = await startProxiedOss()
    oss.way.roots = []
    await expect(oss.client('https').head('a')).rejects.toMatchObject({
      info: {
        code: 'TLS_UNKNOWN_AUTHORITY',
        retry: 'after-settings',
        params: { host: oss.host, errno: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      },
    })
    oss.way.roots = [oss.authority.cert]
    oss.agents.renew()
    await oss.client('https').put('a', Buffer.from('x'), {})
  })

  it('does not take a certificate for another name, whoever issued it', async () => {
    oss = await startProxiedOss({ certifiedHost: 'other.test' })
    await expect(oss.client('https').head('a')).rejects.toMatchObject({
      info: { code: 'TLS_FAILED', params: { errno: 'ERR_TLS_CERT_ALTNAME_INVALID' } },
    })
  })
})

it('no failure shows the password of the proxy, not even to the log', async () => {
  oss = await startProxiedOss()
  oss.way.login = { user: 'me', password: PASSWORD }
  const login = Buffer.from(`me:${PASSWORD}`).toString('base64')
  const refusals = [{ status: 407 }, { status: 403 }, { status: 502, body: '<html>' }]
  const failures: unknown[] = []
  for (const refuse of [...refusals, undefined]) {
    oss.proxy.refuse = refuse
    if (!refuse) await oss.proxy.close()
    for (const scheme of ['https', 'http'] as const) {
      failures.push(
        await oss
          .client(scheme)
          .head('a')
          .catch((thrown: unknown) => thrown),
      )
    }
  }
  const text = inspect(failures, { depth: 20, showHidden: true })
  expect(failures).toHaveLength(8)
  expect(text).toContain('PROXY_UNREACHABLE')
  expect(text).not.toContain(PASSWORD)
  expect(text).not.toContain(login)
})
