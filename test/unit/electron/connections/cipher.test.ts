import { describe, expect, it } from 'vitest'
import {
  createSafeStorageCipher,
  type SafeStorageLike,
} from '../../../../electron/connections/cipher'

const flip = (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a))

/** The calls of Electron 33 to 45, on a toy cipher; they need their `this`, as the real ones do. */
class SyncStorage {
  readonly key = 'mine'
  isEncryptionAvailable() {
    return this.key === 'mine'
  }
  encryptString(text: string) {
    if (this.key !== 'mine') throw new Error('lost this')
    return flip(text)
  }
  decryptString(encrypted: Buffer) {
    if (this.key !== 'mine') throw new Error('lost this')
    return flip(encrypted.toString('latin1')).toString()
  }
}

/** The calls of Electron 45 and later. */
class AsyncStorage {
  readonly key = 'mine'
  async isAsyncEncryptionAvailable() {
    return this.key === 'mine'
  }
  async encryptStringAsync(text: string) {
    if (this.key !== 'mine') throw new Error('lost this')
    return flip(text)
  }
  async decryptStringAsync(encrypted: Buffer) {
    if (this.key !== 'mine') throw new Error('lost this')
    return { shouldReEncrypt: true, result: flip(encrypted.toString('latin1')).toString() }
  }
}

class OldCallsForbidden extends AsyncStorage {
  encryptString(): Buffer {
    throw new Error('deprecated')
  }
  decryptString(): string {
    throw new Error('deprecated')
  }
}

const withBackend = (backend: string): SafeStorageLike =>
  Object.assign(new SyncStorage(), { getSelectedStorageBackend: () => backend as 'basic_text' })

describe('createSafeStorageCipher', () => {
  it.each([
    ['the synchronous calls of older Electrons', new SyncStorage()],
    ['the asynchronous calls of newer Electrons', new AsyncStorage()],
    ['the asynchronous calls where both exist', new OldCallsForbidden()],
  ])('encrypts and decrypts with %s', async (_name, storage) => {
    const cipher = createSafeStorageCipher(storage)
    expect(await cipher.available()).toBe(true)
    const base64 = await cipher.encrypt('made-up text')
    expect(base64).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(base64).not.toContain('made-up')
    expect(await cipher.decrypt(base64)).toBe('made-up text')
  })

  it.each(['basic_text', 'unknown'])(
    'counts the Linux backend %s as no keyring and refuses to encrypt with it',
    async (backend) => {
      const cipher = createSafeStorageCipher(withBackend(backend))
      expect(await cipher.available()).toBe(false)
      await expect(cipher.encrypt('made-up text')).rejects.toThrow('no keyring')
    },
  )

  it.each(['gnome_libsecret', 'kwallet6'])(
    'counts the Linux backend %s as a keyring',
    async (b) => {
      expect(await createSafeStorageCipher(withBackend(b)).available()).toBe(true)
    },
  )

  it('is not available when the keyring service fails to answer', async () => {
    const cipher = createSafeStorageCipher({
      isEncryptionAvailable: () => {
        throw new Error('no bus')
      },
    })
    expect(await cipher.available()).toBe(false)
  })

  it('is not available, and says why, where Electron has no calls at all', async () => {
    const cipher = createSafeStorageCipher({})
    expect(await cipher.available()).toBe(false)
    await expect(cipher.encrypt('x')).rejects.toThrow('safeStorage')
    await expect(cipher.decrypt('eA==')).rejects.toThrow('safeStorage')
  })
})
