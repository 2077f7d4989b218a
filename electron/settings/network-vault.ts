import { X509Certificate } from 'node:crypto'
import type { NetworkKeys, ProxyLoginInput } from '../../shared/network-keys'
import type { NetworkSettings } from '../../shared/network-settings'
import type { Log } from '../app/log'
import type { Cipher } from '../connections/cipher'
import type { JsonFile } from '../files/json-file'
import { describeAuthority, readAuthorities } from '../network/authorities'
import type { ProxyLogin } from '../network/proxy'
import { openNetworkFile } from './network-records'
import { createProxyLogin } from './proxy-login'

/** What main keeps for the network: the proxy's login, and the person's own authorities. */
export type NetworkVault = {
  /** All that the page may know. */
  describe(): Promise<NetworkKeys>
  /** As `ProxyLoginKeeper.set`. */
  setLogin(login: ProxyLoginInput, keepUntilQuit: boolean): Promise<void>
  forgetLogin(): void
  /** As `ProxyLoginKeeper.get`. */
  login(): Promise<ProxyLogin | undefined>
  /** Trusted besides those of the system and of Node; PEM, one certificate each. */
  authorities(): readonly string[]
  /**
   * Adds all certificates of a file.
   * @returns how many there were
   * @throws AppError CERTIFICATE_UNREADABLE | CERTIFICATE_NOT_AUTHORITY | DISK_FULL | FOLDER_NOT_WRITABLE
   */
  addAuthorities(file: Buffer): number
  removeAuthority(id: string): void
  /** Called after each change. @returns ends it */
  onChanged(listener: () => void): () => void
  /** Every password that was in memory, for the log's redactor. */
  knownSecrets(): readonly string[]
  /** New name of a file that was damaged at start and put aside. */
  readonly damagedFile: string | undefined
}

/** @param options.settings which proxy is set now */
export function createNetworkVault(options: {
  readonly file: JsonFile
  readonly cipher: Cipher
  readonly settings: () => NetworkSettings
  readonly log: Log
}): NetworkVault {
  const { cipher, settings } = options
  const records = openNetworkFile(options.file, options.log)
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }
  const login = createProxyLogin({
    cipher,
    settings,
    stored: () => records.get().login,
    store: (stored) => records.change({ login: stored }),
  })

  return {
    damagedFile: records.damagedFile,
    async describe() {
      const loginProtection = await login.protection()
      const { authorities } = records.get()
      return {
        ...(loginProtection ? { loginProtection } : {}),
        keyringAvailable: await cipher.available(),
        authorities: authorities.map((pem) => describeAuthority(new X509Certificate(pem))),
      }
    },
    async setLogin(typed, keepUntilQuit) {
      await login.set(typed, keepUntilQuit)
      notify()
    },
    forgetLogin() {
      login.forget()
      notify()
    },
    login: login.get,
    authorities: () => records.get().authorities,
    addAuthorities(file) {
      const added = readAuthorities(file).map(String)
      records.change({ authorities: [...new Set([...records.get().authorities, ...added])] })
      notify()
      return added.length
    },
    removeAuthority(id) {
      const authorities = records
        .get()
        .authorities.filter((pem) => new X509Certificate(pem).fingerprint256 !== id)
      records.change({ authorities })
      notify()
    },
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    knownSecrets: login.known,
  }
}
