import { describe, expect, it } from 'vitest'
import { isTrustedChain, type ServerChain } from '../../../../electron/network/trusted-chain'
import { anAuthority } from '../../../support/certificates'

const DAY_MS = 86_400_000
const nowMs = Date.now()
const root = anAuthority('Company Root')
const stranger = anAuthority('Company Root')
const between = root.authority('Company Proxy')
const past = { notBefore: new Date(nowMs - 9 * DAY_MS), notAfter: new Date(nowMs - DAY_MS) }
const future = { notBefore: new Date(nowMs + DAY_MS) }

const trusts = (chain: string[], change: Partial<ServerChain> = {}) =>
  isTrustedChain({ chain, host: 'files.test', authorities: [root.cert], nowMs, ...change })

describe('a chain leads to an authority of the person', () => {
  it('when it issued the server’s certificate', () => {
    expect(trusts([root.issue(['files.test']).cert])).toBe(true)
    expect(trusts([root.issue(['*.files.test']).cert], { host: 'a.files.test' })).toBe(true)
    expect(trusts([root.issue(['10.0.0.1']).cert], { host: '10.0.0.1' })).toBe(true)
    expect(trusts([root.issue(['::1']).cert], { host: '[::1]' })).toBe(true)
  })

  it('by authorities between them, in any order and with others among them', () => {
    const leaf = between.issue(['files.test']).cert
    expect(trusts([leaf, between.cert])).toBe(true)
    expect(trusts([leaf, stranger.cert, root.cert, between.cert])).toBe(true)
  })

  it('when the person chose the very certificate of a server that vouches for itself', () => {
    const own = anAuthority('files.test', { hosts: ['files.test'] })
    expect(trusts([own.cert], { authorities: [own.cert] })).toBe(true)
    expect(trusts([own.cert], { authorities: [own.cert], host: 'other.test' })).toBe(false)
  })
})

describe('a chain leads nowhere', () => {
  const good = root.issue(['files.test']).cert
  const cases: [string, string[], Partial<ServerChain>?][] = [
    ['when the person added nobody', [good], { authorities: [] }],
    ['when it is empty', []],
    ['when it can’t be read', ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']],
    ['when it is for another host', [good], { host: 'files.test.evil.example' }],
    ['when the name is an address', [root.issue(['10.0.0.1']).cert], { host: '10.0.0.2' }],
    [
      'when an authority of the same name issued it',
      [stranger.issue(['files.test']).cert, root.cert],
    ],
    ['when a link is missing', [between.issue(['files.test']).cert]],
    ['when it has ended', [root.issue(['files.test'], past).cert]],
    ['when it has not begun', [root.issue(['files.test'], future).cert]],
    ['when it is for clients', [root.issue(['files.test'], { clientOnly: true }).cert]],
  ]
  it.each(cases)('%s', (_, chain, change) => {
    expect(trusts(chain, change)).toBe(false)
  })

  it('when a link has ended', () => {
    const old = root.authority('Company Proxy', past)
    expect(trusts([old.issue(['files.test']).cert, old.cert])).toBe(false)
  })

  it('when the root has ended', () => {
    expect(trusts([good], { nowMs: nowMs + 400 * DAY_MS })).toBe(false)
  })

  it('when a server’s certificate was used to issue others', () => {
    const notAuthority = root.authority('files.test', { isAuthority: false })
    expect(trusts([notAuthority.issue(['files.test']).cert, notAuthority.cert])).toBe(false)
  })

  it('when a forged link has the name of a real one', () => {
    const forged = stranger.authority('Company Proxy')
    expect(trusts([forged.issue(['files.test']).cert, forged.cert, between.cert])).toBe(false)
  })

  it('when the common name alone is right', () => {
    const named = anAuthority('files.test')
    expect(trusts([named.cert], { authorities: [named.cert] })).toBe(false)
  })
})
