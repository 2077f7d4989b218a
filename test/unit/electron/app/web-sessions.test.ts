import type { Certificate, Request } from 'electron'
import { describe, expect, it } from 'vitest'
import { createWebSessions } from '../../../../electron/app/web-sessions'
import { DEFAULT_NETWORK, type NetworkSettings } from '../../../../shared/network-settings'
import { anAuthority } from '../../../support/certificates'

type Check = (request: Request, answer: (verdict: number) => void) => void

/** A session of Electron's, as far as it is used. */
class FakeSession {
  proxies: unknown[] = []
  check: Check | null = null
  constructor(readonly partition: string) {}
  async setProxy(config: unknown): Promise<void> {
    this.proxies.push(config)
  }
  setCertificateVerifyProc(check: Check | null): void {
    this.check = check
  }
}

const root = anAuthority('Company Root')

function rig(change: Partial<NetworkSettings> = {}, authorities: string[] = []) {
  const way = { version: 0, settings: { ...DEFAULT_NETWORK, ...change } }
  const session = createWebSessions((partition) => new FakeSession(partition), {
    settings: () => way.settings,
    authorities: () => authorities,
    login: async () => undefined,
    version: () => way.version,
  })
  return { way, session }
}

describe('the session of public links', () => {
  it('is in memory alone, and the same until something changes', async () => {
    const { way, session } = rig()
    const first = await session()
    expect(first.partition).not.toMatch(/^persist:/)
    expect(await session()).toBe(first)
    way.version += 1
    const second = await session()
    expect(second.partition).not.toBe(first.partition)
  })

  it('goes the way of the settings before it is used', async () => {
    const proxyUrl = 'http://proxy.example:8080'
    const { session } = rig({ proxyMode: 'manual', proxyUrl })
    expect((await session()).proxies).toMatchObject([
      { mode: 'fixed_servers', proxyRules: proxyUrl },
    ])
  })

  it('is none while a proxy is wanted and none is set', async () => {
    await expect(rig({ proxyMode: 'manual' }).session()).rejects.toThrow('PROXY_NOT_SET')
  })

  it('leaves certificates to Chromium when the person added no authority', async () => {
    expect((await rig().session()).check).toBeNull()
  })
})

describe('a certificate', () => {
  const UNKNOWN_AUTHORITY = -202
  const leaf = root.issue(['files.test']).cert
  const verdictOn = async (errorCode: number, hostname: string, pem = leaf) => {
    const { check } = await rig({}, [root.cert]).session()
    const certificate = { data: pem } as Certificate
    // A root may be its own issuer: the walk must end.
    certificate.issuerCert = certificate
    return new Promise((verdict) =>
      check?.({ errorCode, hostname, certificate } as Request, verdict),
    )
  }

  it('of an unknown authority is good when an authority of the person issued it', async () => {
    expect(await verdictOn(UNKNOWN_AUTHORITY, 'files.test')).toBe(0)
  })

  it('of an unknown authority stays Chromium’s matter in all other cases', async () => {
    expect(await verdictOn(UNKNOWN_AUTHORITY, 'other.test')).toBe(-3)
    const stranger = anAuthority('Company Root').issue(['files.test']).cert
    expect(await verdictOn(UNKNOWN_AUTHORITY, 'files.test', stranger)).toBe(-3)
  })

  it.each([0, -200, -201, -203, -206, -207])('with the verdict %i stays as it is', async (code) => {
    expect(await verdictOn(code, 'files.test')).toBe(-3)
  })
})
