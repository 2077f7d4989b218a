import type { Protection } from '../../shared/connection'
import { type ProxyLoginInput, proxyLoginSchema } from '../../shared/network-keys'
import type { NetworkSettings } from '../../shared/network-settings'
import type { Cipher } from '../connections/cipher'
import { sealText } from '../connections/seal'
import { AppError } from '../errors/app-error'
import type { ProxyLogin } from '../network/proxy'
import type { StoredLogin } from './network-records'

/** The login of the proxy that is set: in memory, and the way to and from the keyring. */
export type ProxyLoginKeeper = {
  /**
   * Keeps a login for the proxy that is set now, and for no other.
   * @throws AppError KEYRING_UNAVAILABLE | INVALID_REQUEST when no proxy is set, and what `store` throws
   */
  set(login: ProxyLoginInput, keepUntilQuit: boolean): Promise<void>
  forget(): void
  /** Undefined when there is none for the proxy that is set now, or it can't be read. */
  get(): Promise<ProxyLogin | undefined>
  /** Where the login lies; undefined when `get` would find none. */
  protection(): Promise<Protection | undefined>
  /** Every password that was in memory. */
  known(): readonly string[]
}

export function createProxyLogin(deps: {
  readonly cipher: Cipher
  readonly settings: () => NetworkSettings
  readonly stored: () => StoredLogin | undefined
  readonly store: (login: StoredLogin | undefined) => void
}): ProxyLoginKeeper {
  const { cipher, store } = deps
  /** The login in memory, and the ciphertext that it was read from, if any. */
  let held: { proxy: string; login: ProxyLogin; ciphertext: string | undefined } | undefined
  let unreadable: string | undefined
  const seen = new Set<string>()

  const hold = (proxy: string, login: ProxyLogin, ciphertext: string | undefined) => {
    seen.add(login.password)
    held = { proxy, login, ciphertext }
  }
  const ciphertextFor = (proxy: string): string | undefined => {
    const stored = deps.stored()
    return stored?.proxy === proxy ? stored.ciphertext : undefined
  }

  return {
    async set(login, keepUntilQuit) {
      const proxy = boundTo(deps.settings())
      if (proxy === undefined) throw new AppError('INVALID_REQUEST')
      seen.add(login.password)
      const sealed = await sealText(cipher, JSON.stringify(login), keepUntilQuit)
      const ciphertext = sealed.protection === 'keyring' ? sealed.ciphertext : undefined
      store(ciphertext === undefined ? undefined : { proxy, ciphertext })
      hold(proxy, login, ciphertext)
    },

    forget() {
      store(undefined)
      held = undefined
    },

    async get() {
      const proxy = boundTo(deps.settings())
      if (proxy === undefined) return undefined
      if (held?.proxy === proxy) return held.login
      const ciphertext = ciphertextFor(proxy)
      if (ciphertext === undefined) return undefined
      const login = await decrypted(cipher, ciphertext)
      if (login) hold(proxy, login, ciphertext)
      else unreadable = ciphertext
      return login
    },

    async protection() {
      const proxy = boundTo(deps.settings())
      if (proxy === undefined) return undefined
      if (held?.proxy === proxy) return held.ciphertext === undefined ? 'session' : 'keyring'
      const ciphertext = ciphertextFor(proxy)
      if (ciphertext === undefined || ciphertext === unreadable) return undefined
      return (await cipher.available()) ? 'keyring' : undefined
    },

    known: () => [...seen],
  }
}

/**
 * Whom a login is for. A page that was taken over may name a proxy of its own, and that is not sent
 * a password that was typed for another; which proxy the system has is the system's word.
 */
function boundTo({ proxyMode, proxyUrl }: NetworkSettings): string | undefined {
  if (proxyMode === 'none' || (proxyMode === 'manual' && proxyUrl === '')) return undefined
  return proxyMode === 'system' ? 'system' : proxyUrl
}

/** Never throws: the message of a JSON error would quote what it failed on. */
async function decrypted(cipher: Cipher, ciphertext: string): Promise<ProxyLogin | undefined> {
  try {
    return proxyLoginSchema.safeParse(JSON.parse(await cipher.decrypt(ciphertext))).data
  } catch {
    return undefined
  }
}
