import { describe, expect, it } from 'vitest'
import { createNetworkVault } from '../../../../electron/settings/network-vault'
import { DEFAULT_NETWORK, type NetworkSettings } from '../../../../shared/network-settings'
import { anAuthority } from '../../../support/certificates'
import { memoryJsonFile } from '../../../support/memory-json-file'
import { recordingLog } from '../../../support/recording-log'
import { toyKeyring } from '../../../support/toy-keyring'

const LOGIN = { user: 'me', password: ['made', 'up', 'secret'].join('-') }
const MINE: NetworkSettings = {
  ...DEFAULT_NETWORK,
  proxyMode: 'manual',
  proxyUrl: 'http://mine.example:3128',
}
const root = anAuthority('Company Root')

const bench = (text?: string) => ({
  file: memoryJsonFile(text),
  keyring: toyKeyring(),
  log: recordingLog(),
  settings: MINE,
})
const start = (on: ReturnType<typeof bench>) =>
  createNetworkVault({
    file: on.file,
    cipher: on.keyring,
    settings: () => on.settings,
    log: on.log,
  })
const code = (name: string) => ({ info: expect.objectContaining({ code: name }) })

describe('the login of the proxy', () => {
  it('is kept by the keyring and comes back after a restart, and the page sees only that', async () => {
    const on = bench()
    const first = start(on)
    await first.setLogin(LOGIN, false)
    expect(on.file.text).not.toContain(LOGIN.password)
    expect(on.file.text).not.toContain(LOGIN.user)
    const second = start(on)
    expect(await second.describe()).toEqual({
      loginProtection: 'keyring',
      keyringAvailable: true,
      authorities: [],
    })
    expect(await second.login()).toEqual(LOGIN)
    expect(second.knownSecrets()).toEqual([LOGIN.password])
  })

  it('is told to no proxy but the one it was typed for', async () => {
    const on = bench()
    const vault = start(on)
    await vault.setLogin(LOGIN, false)
    for (const settings of [
      { ...MINE, proxyUrl: 'http://other.example:3128' },
      { ...MINE, proxyUrl: 'https://mine.example:3128' },
      { ...MINE, proxyMode: 'system' as const },
      { ...MINE, proxyMode: 'none' as const },
    ]) {
      on.settings = settings
      expect(await vault.login()).toBeUndefined()
      expect(await start(on).login()).toBeUndefined()
      expect(await vault.describe()).not.toHaveProperty('loginProtection')
    }
    on.settings = MINE
    expect(await vault.login()).toEqual(LOGIN)
  })

  it('is not written without a keyring, but may be kept until the app quits', async () => {
    const on = bench()
    on.keyring.isThere = false
    const vault = start(on)
    await expect(vault.setLogin(LOGIN, false)).rejects.toMatchObject(code('KEYRING_UNAVAILABLE'))
    expect(await vault.login()).toBeUndefined()
    await vault.setLogin(LOGIN, true)
    expect(await vault.login()).toEqual(LOGIN)
    expect(await vault.describe()).toMatchObject({
      loginProtection: 'session',
      keyringAvailable: false,
    })
    expect(on.file.text).not.toContain('ciphertext')
    expect(await start(on).login()).toBeUndefined()
  })

  it('is gone once it is forgotten, from the file, too', async () => {
    const on = bench()
    const vault = start(on)
    await vault.setLogin(LOGIN, false)
    vault.forgetLogin()
    expect(await vault.login()).toBeUndefined()
    expect(on.file.text).not.toContain('ciphertext')
  })

  it('that the keyring does not give back is none', async () => {
    const on = bench()
    await start(on).setLogin(LOGIN, false)
    on.keyring.isLocked = true
    const vault = start(on)
    expect(await vault.login()).toBeUndefined()
    expect(await vault.describe()).not.toHaveProperty('loginProtection')
    on.keyring.isLocked = false
    expect(await vault.login()).toEqual(LOGIN)
  })

  it('tells who listens of each change', async () => {
    const vault = start(bench())
    let changes = 0
    const leave = vault.onChanged(() => {
      changes += 1
    })
    await vault.setLogin(LOGIN, false)
    vault.forgetLogin()
    leave()
    vault.addAuthorities(Buffer.from(root.cert))
    expect(changes).toBe(2)
  })
})

describe('the person’s own authorities', () => {
  it('are kept as certificates, without anything else that was in the file', async () => {
    const on = bench()
    const vault = start(on)
    expect(vault.addAuthorities(Buffer.from(`notes\n${root.key}\n${root.cert}\nmore`))).toBe(1)
    vault.addAuthorities(Buffer.from(root.cert))
    expect(on.file.text).not.toContain('PRIVATE')
    const [described, ...others] = (await start(on).describe()).authorities
    expect(others).toEqual([])
    expect(described).toMatchObject({ subject: 'Company Root' })
    expect(described?.expiresAtMs).toBeGreaterThan(Date.now())
    vault.removeAuthority(described?.id ?? '')
    expect(vault.authorities()).toEqual([])
    expect(start(on).authorities()).toEqual([])
  })

  it('may be in DER, and several in one file', () => {
    const der = Buffer.from(root.cert.replace(/-----.*?-----|\s/g, ''), 'base64')
    const vault = start(bench())
    expect(vault.addAuthorities(der)).toBe(1)
    expect(vault.addAuthorities(Buffer.from(root.cert + anAuthority('Other').cert))).toBe(2)
    expect(vault.authorities()).toHaveLength(2)
  })

  it('are refused where nothing can be read or nothing would be trusted', () => {
    const vault = start(bench())
    const broken = root.cert.replace(/\n(.{20})/, '\nAAAA$1')
    for (const text of ['', 'hello', root.key, broken, root.cert + broken]) {
      expect(() => vault.addAuthorities(Buffer.from(text))).toThrow('CERTIFICATE_UNREADABLE')
    }
    expect(() => vault.addAuthorities(Buffer.from(root.issue(['a.test']).cert))).toThrow(
      expect.objectContaining({
        info: expect.objectContaining({
          code: 'CERTIFICATE_NOT_AUTHORITY',
          params: { name: 'a.test' },
        }),
      }),
    )
    expect(vault.authorities()).toEqual([])
  })
})

it('a damaged file is put aside, and what makes sense in it stays', async () => {
  const stored = { formatVersion: 1, authorities: [root.cert, 'no certificate', 5] }
  for (const text of ['{"form', '{"formatVersion":2}', JSON.stringify(stored)]) {
    const on = bench(text)
    expect(start(on).authorities()).toEqual([])
    expect(on.file.setAsideTexts).toEqual([text])
  }
  const on = bench(JSON.stringify({ ...stored, authorities: [root.cert, 'no certificate'] }))
  const vault = start(on)
  expect(vault.damagedFile).toBeDefined()
  expect(vault.authorities()).toEqual([root.cert])
  expect(start({ ...on, log: recordingLog() }).authorities()).toEqual([root.cert])
})
