import type { ConnectionSecret } from '../../shared/connection'
import { AppError } from '../errors/app-error'
import type { Cipher } from './cipher'
import { type ConnectionRecord, parseSecretText, secretText } from './connection-records'
import { type Sealed, sealText } from './seal'

/** Secrets in memory, and the way to and from the keyring. */
export type SecretKeeper = {
  keyringAvailable(): Promise<boolean>
  /**
   * Ciphertext where there is a keyring, else `session` if that was accepted.
   * @throws AppError KEYRING_UNAVAILABLE
   */
  seal(secret: ConnectionSecret, keepUntilQuit: boolean): Promise<Sealed>
  /** Holds the secret of a record in memory until it is forgotten or the app quits. */
  hold(record: ConnectionRecord, secret: ConnectionSecret): void
  forget(id: string): void
  /** @throws AppError SECRET_MISSING | SECRET_UNREADABLE */
  open(record: ConnectionRecord): Promise<ConnectionSecret>
  /** Whether `open` can be expected to succeed. */
  has(record: ConnectionRecord, keyringAvailable: boolean): boolean
  /** Makes a secret known to the log's redactor; it stays known, since errors may come late. */
  note(secret: ConnectionSecret): void
  /** Every secret that was in this process's memory. */
  known(): readonly string[]
}

export function createSecretKeeper(cipher: Cipher): SecretKeeper {
  /** By connection id; `ciphertext` tells whether it still is the record's secret. */
  const held = new Map<string, { ciphertext: string | undefined; secret: ConnectionSecret }>()
  const unreadable = new Set<string>()
  const seen = new Set<string>()

  const note = ({ keyId, keySecret, stsToken }: ConnectionSecret) => {
    for (const text of [keyId, keySecret, stsToken]) if (text) seen.add(text)
  }
  const heldFor = (record: ConnectionRecord): ConnectionSecret | undefined => {
    const found = held.get(record.id)
    return found && found.ciphertext === record.ciphertext ? found.secret : undefined
  }
  const hold = (record: ConnectionRecord, secret: ConnectionSecret) => {
    note(secret)
    held.set(record.id, { ciphertext: record.ciphertext, secret })
  }

  return {
    keyringAvailable: () => cipher.available(),

    async seal(secret, keepUntilQuit) {
      note(secret)
      return sealText(cipher, secretText(secret), keepUntilQuit)
    },

    hold,
    forget: (id) => void held.delete(id),

    async open(record) {
      const inMemory = heldFor(record)
      if (inMemory) return inMemory
      const { ciphertext } = record
      if (ciphertext === undefined) throw lost('SECRET_MISSING', record)
      let text: string
      try {
        text = await cipher.decrypt(ciphertext)
      } catch (cause) {
        unreadable.add(ciphertext)
        throw lost('SECRET_UNREADABLE', record, cause)
      }
      const secret = parseSecretText(text)
      if (!secret) {
        unreadable.add(ciphertext)
        throw lost('SECRET_UNREADABLE', record)
      }
      unreadable.delete(ciphertext)
      hold(record, secret)
      return secret
    },

    has(record, keyringAvailable) {
      if (heldFor(record)) return true
      if (record.ciphertext === undefined || !keyringAvailable) return false
      return !unreadable.has(record.ciphertext)
    },

    note,
    known: () => [...seen],
  }
}

function lost(
  code: 'SECRET_MISSING' | 'SECRET_UNREADABLE',
  record: ConnectionRecord,
  cause?: unknown,
): AppError {
  return new AppError(code, { name: record.fields.label }, { retry: 'after-settings', cause })
}
