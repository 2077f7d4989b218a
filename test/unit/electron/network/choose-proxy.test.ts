import { describe, expect, it } from 'vitest'
import { createChooseProxy } from '../../../../electron/network/choose-proxy'
import { readProxyList } from '../../../../electron/network/system-proxy'
import { DEFAULT_NETWORK, type NetworkSettings } from '../../../../shared/network-settings'

const login = { user: 'me', password: 'made-up' }
const proxyFor = (
  url: string,
  settings: Partial<NetworkSettings>,
  system = 'PROXY system.example:80',
) =>
  createChooseProxy({
    settings: () => ({ ...DEFAULT_NETWORK, ...settings }),
    system: { routeOf: async () => readProxyList(system), forget: () => undefined },
    login: async () => login,
  })(new URL(url))

const manual = { proxyMode: 'manual', proxyUrl: 'http://mine.example:3128' } as const

describe('the proxy for a request', () => {
  it('is the system’s unless the settings say otherwise', async () => {
    expect(await proxyFor('https://a.example/', {})).toEqual({
      secure: false,
      host: 'system.example',
      port: 80,
      login,
    })
    expect(await proxyFor('https://a.example/', {}, 'DIRECT')).toBeUndefined()
  })

  it('is none when none is wanted', async () => {
    expect(await proxyFor('https://a.example/', { proxyMode: 'none' })).toBeUndefined()
  })

  it('is the one of the settings, with its login, but for the exceptions', async () => {
    const settings = { ...manual, proxyBypass: ['b.example'] }
    expect(await proxyFor('https://a.example/', settings)).toEqual({
      secure: false,
      host: 'mine.example',
      port: 3128,
      login,
    })
    expect(await proxyFor('https://files.b.example/', settings)).toBeUndefined()
  })

  it.each([manual, {}])('is none for this computer', async (settings) => {
    expect(await proxyFor('http://127.0.0.1:9000/bucket', settings)).toBeUndefined()
    expect(await proxyFor('http://localhost:9000/bucket', settings)).toBeUndefined()
  })

  it('is a failure where one is wanted that can’t be used, never a way round it', async () => {
    await expect(proxyFor('https://a.example/', { proxyMode: 'manual' })).rejects.toMatchObject({
      info: { code: 'PROXY_NOT_SET', retry: 'after-settings' },
    })
    await expect(proxyFor('https://a.example/', {}, 'SOCKS5 a.example:1080')).rejects.toMatchObject(
      { info: { code: 'PROXY_KIND_UNSUPPORTED', retry: 'after-settings' } },
    )
  })
})
