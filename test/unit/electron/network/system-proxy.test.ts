import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSystemProxy, readProxyList } from '../../../../electron/network/system-proxy'

describe('a list of proxies from the system', () => {
  const http = { secure: false, host: 'a.example', port: 8080 }
  it.each([
    ['DIRECT', 'direct'],
    ['', 'direct'],
    ['PROXY a.example:8080', http],
    ['proxy a.example:8080; DIRECT', http],
    ['HTTP a.example:8080', http],
    ['PROXY a.example', { ...http, port: 80 }],
    ['HTTPS a.example:8443;PROXY b.example:80', { secure: true, host: 'a.example', port: 8443 }],
    ['PROXY [::1]:3128', { secure: false, host: '::1', port: 3128 }],
    ['SOCKS5 a.example:1080; PROXY a.example:8080', http],
    ['SOCKS a.example:1080; DIRECT', 'direct'],
    ['SOCKS5 a.example:1080', 'unsupported'],
    ['QUIC a.example:443', 'unsupported'],
    ['PROXY ://', 'unsupported'],
    ['PROXY user:secret@a.example:80', 'unsupported'],
  ])('%s leads to %o', (list, route) => {
    expect(readProxyList(list)).toEqual(route)
  })

  it('of any form never throws', () => {
    fc.assert(fc.property(fc.string(), (list) => void readProxyList(list)))
  })
})

describe('the system’s proxy', () => {
  const rig = () => {
    const asked: string[] = []
    const clock = { ms: 0 }
    const system = createSystemProxy(
      async (url) => {
        asked.push(url)
        return 'PROXY a.example:80'
      },
      () => clock.ms,
    )
    return { asked, clock, system }
  }

  it('is asked once a minute for each host, and learns no path and no query', async () => {
    const { asked, clock, system } = rig()
    for (const path of ['a?x-oss-signature=1', 'b', '']) {
      await system.routeOf(new URL(`https://one.example/${path}`))
    }
    await system.routeOf(new URL('https://two.example/'))
    clock.ms += 60_000
    await system.routeOf(new URL('https://one.example/c'))
    expect(asked).toEqual(['https://one.example/', 'https://two.example/', 'https://one.example/'])
  })

  it('is asked anew once it is forgotten', async () => {
    const { asked, system } = rig()
    await system.routeOf(new URL('https://one.example/'))
    system.forget()
    await system.routeOf(new URL('https://one.example/'))
    expect(asked).toHaveLength(2)
  })

  it('is none where the system does not say', async () => {
    const system = createSystemProxy(
      async () => Promise.reject(new Error('no')),
      () => 0,
    )
    expect(await system.routeOf(new URL('https://one.example/'))).toBe('direct')
  })
})
