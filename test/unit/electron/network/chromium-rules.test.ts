import { describe, expect, it } from 'vitest'
import { chromiumProxyOf } from '../../../../electron/network/chromium-rules'
import { browserName } from '../../../../electron/web/browser-name'
import { DEFAULT_NETWORK } from '../../../../shared/network-settings'

describe('the settings for Chromium', () => {
  it('are the system’s proxy, none, or the one of the settings for every scheme', () => {
    expect(chromiumProxyOf(DEFAULT_NETWORK)).toEqual({ mode: 'system' })
    expect(chromiumProxyOf({ ...DEFAULT_NETWORK, proxyMode: 'none' })).toEqual({ mode: 'direct' })
    const manual = { ...DEFAULT_NETWORK, proxyMode: 'manual' as const }
    expect(chromiumProxyOf({ ...manual, proxyUrl: 'https://proxy.example:443' })).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'https://proxy.example:443',
      proxyBypassRules: '',
    })
    expect(() => chromiumProxyOf(manual)).toThrow('PROXY_NOT_SET')
  })

  it('have the exceptions as Chromium writes them', () => {
    const proxyBypass = ['a.example', 'b.example:80', '.c.example', '*.d.example', '10.0.0.1']
    const more = ['10.0.0.0/8', '2001:db8::5', '2001:db8::/32', '<local>']
    expect(
      chromiumProxyOf({
        ...DEFAULT_NETWORK,
        proxyMode: 'manual',
        proxyUrl: 'http://proxy.example:80',
        proxyBypass: [...proxyBypass, ...more],
      }),
    ).toMatchObject({
      proxyBypassRules:
        'a.example,.a.example,b.example:80,.b.example:80,.c.example,*.d.example,10.0.0.1,' +
        '10.0.0.0/8,[2001:db8::5],2001:db8::/32,<local>',
    })
  })
})

it('the name that links are fetched with is a browser’s, and ours at its end', () => {
  const chromium =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) oss-courier/0.1.0 Chrome/130.0.6723.137 Electron/33.2.1 Safari/537.36'
  expect(browserName(chromium, '0.1.0')).toBe(
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.6723.137 Safari/537.36 OSSCourier/0.1.0',
  )
})
