import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUserAgent, refererOf } from '../../../shared/header-value'
import { DEFAULT_NETWORK, networkSettingsSchema } from '../../../shared/network-settings'
import { formatProxyAddress, parseProxyAddress } from '../../../shared/proxy-address'
import { parseBypass } from '../../../shared/proxy-bypass'

describe('a proxy as it is typed', () => {
  it.each([
    ['proxy.example:8080', 'http://proxy.example:8080'],
    ['http://proxy.example', 'http://proxy.example:80'],
    [' HTTP://Proxy.Example:8080/ ', 'http://proxy.example:8080'],
    ['https://proxy.example', 'https://proxy.example:443'],
    ['10.0.0.1:3128', 'http://10.0.0.1:3128'],
    ['[::1]:3128', 'http://[::1]:3128'],
    ['localhost:7890', 'http://localhost:7890'],
    ['my_proxy:80', 'http://my_proxy:80'],
  ])('%s is %s', (typed, written) => {
    const parsed = parseProxyAddress(typed)
    expect(parsed.ok && formatProxyAddress(parsed.proxy)).toBe(written)
    expect(parseProxyAddress(written)).toEqual(parsed)
  })

  it.each([
    ['', 'PROXY_NOT_AN_ADDRESS'],
    ['two words', 'PROXY_NOT_AN_ADDRESS'],
    ['proxy.example:99999', 'PROXY_NOT_AN_ADDRESS'],
    ['proxy.example:0', 'PROXY_NOT_AN_ADDRESS'],
    ['http://user:secret@proxy.example:80', 'PROXY_HAS_LOGIN'],
    ['user@proxy.example', 'PROXY_HAS_LOGIN'],
    ['socks5://proxy.example:1080', 'PROXY_IS_SOCKS'],
    ['ftp://proxy.example', 'PROXY_SCHEME_UNKNOWN'],
    ['http://config.example/proxy.pac', 'PROXY_HAS_PATH'],
    ['http://proxy.example/?a', 'PROXY_HAS_PATH'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(parseProxyAddress(typed)).toEqual({ ok: false, problem })
  })

  it('of any form has one way to be written, which is read as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webAuthority({ withPort: true }), fc.string()), (typed) => {
        const parsed = parseProxyAddress(typed)
        if (parsed.ok) expect(parseProxyAddress(formatProxyAddress(parsed.proxy))).toEqual(parsed)
      }),
    )
  })
})

describe('the list of exceptions', () => {
  it('is taken apart as it is written in NO_PROXY, without doubles', () => {
    expect(parseBypass('A.example, .b.example;*.c.example\n10.0.0.0/8，a.example <local>')).toEqual(
      {
        rules: ['a.example', '.b.example', '*.c.example', '10.0.0.0/8', '<local>'],
        refused: [],
      },
    )
    expect(parseBypass('[::1]:80 fe80::/10 host:8080 10.0.0.1')).toMatchObject({ refused: [] })
  })

  it('names what is no rule', () => {
    expect(parseBypass('a.example https://b.example/ *').refused).toEqual([
      'https://b.example/',
      '*',
    ])
  })
})

describe('headers of choice', () => {
  it('never hold a line break or what no header can', () => {
    expect(isUserAgent('Mozilla/5.0 (X11)')).toBe(true)
    for (const text of ['a\r\nX: y', 'a\nb', 'a\0', 'é', '浏览器', 'x'.repeat(1001)]) {
      expect(isUserAgent(text), text).toBe(false)
    }
  })

  it('take a Referer that is a web address, as it is sent', () => {
    expect(refererOf('')).toBe('')
    expect(refererOf(' https://a.example/页#part ')).toBe('https://a.example/%E9%A1%B5')
    for (const text of ['a.example', 'file:///etc/passwd', 'https://me:x@a.example/', 'https://']) {
      expect(refererOf(text), text).toBeUndefined()
    }
    // The URL standard takes line breaks out.
    expect(refererOf('https://a.example/\r\nX: y')).not.toMatch(/[\r\n]/)
  })
})

describe('the settings of the network', () => {
  it('hold no password, and nothing that is not written in the one way', () => {
    const refused = [
      { proxyUrl: 'http://user:secret@proxy.example:80' },
      { proxyUrl: 'proxy.example' },
      { proxyBypass: ['https://a.example/'] },
      { userAgent: 'a\r\nb' },
      { referer: 'https://a.example' },
    ]
    for (const change of refused) {
      expect(networkSettingsSchema.safeParse({ ...DEFAULT_NETWORK, ...change }).success).toBe(false)
    }
    expect(networkSettingsSchema.safeParse(DEFAULT_NETWORK).success).toBe(true)
  })
})
