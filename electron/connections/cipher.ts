import type { SafeStorage } from 'electron'

/** Encrypts with a key that the system's keyring holds for this app and this user. */
export type Cipher = {
  /** False where the system has no real keyring; then nothing may be written. */
  available(): Promise<boolean>
  /** @returns base64 of the ciphertext */
  encrypt(text: string): Promise<string>
  /** @param base64 of the ciphertext. Throws when the keyring can't open it: another user, a new key */
  decrypt(base64: string): Promise<string>
}

/** What of Electron's `safeStorage` is used; which half is there depends on Electron's version. */
export type SafeStorageLike = Partial<
  Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
    | 'isEncryptionAvailable'
    | 'encryptString'
    | 'decryptString'
    | 'getSelectedStorageBackend'
  >
>

/**
 * The cipher over Electron's `safeStorage`. Call it once the app is ready: before that every
 * system says "not available".
 *
 * Electron 45 has asynchronous calls that replace the synchronous ones (deprecated in 45, gone in
 * 46); each half reads what the other wrote. The synchronous branch can go when the oldest
 * Electron we run on has the asynchronous calls.
 */
export function createSafeStorageCipher(safeStorage: SafeStorageLike): Cipher {
  const calls = asynchronousCalls(safeStorage) ?? synchronousCalls(safeStorage)
  return {
    async available() {
      try {
        return hasRealKeyring(safeStorage) && (await calls.isAvailable())
      } catch {
        // A keyring service that fails to answer protects nothing.
        return false
      }
    },
    async encrypt(text) {
      // Checked here, too: without a keyring Linux would encrypt with a password from its source.
      if (!hasRealKeyring(safeStorage)) throw new Error('The system has no keyring')
      return (await calls.encrypt(text)).toString('base64')
    },
    decrypt: (base64) => calls.decrypt(Buffer.from(base64, 'base64')),
  }
}

/**
 * On Linux `basic_text` means a password that is hard-coded in Chromium, and `unknown` that no one
 * has looked yet. Elsewhere the function does not exist: Keychain and DPAPI are always real.
 */
function hasRealKeyring(safeStorage: SafeStorageLike): boolean {
  const backend = safeStorage.getSelectedStorageBackend?.()
  return backend !== 'basic_text' && backend !== 'unknown'
}

type Calls = {
  isAvailable(): Promise<boolean>
  encrypt(text: string): Promise<Buffer>
  decrypt(encrypted: Buffer): Promise<string>
}

function asynchronousCalls(safeStorage: SafeStorageLike): Calls | undefined {
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = safeStorage
  if (!isAsyncEncryptionAvailable || !encryptStringAsync || !decryptStringAsync) return undefined
  return {
    isAvailable: () => isAsyncEncryptionAvailable.call(safeStorage),
    encrypt: (text) => encryptStringAsync.call(safeStorage, text),
    // `shouldReEncrypt` is left alone: an old key still opens, and the next save uses the new one.
    decrypt: async (encrypted) => (await decryptStringAsync.call(safeStorage, encrypted)).result,
  }
}

function synchronousCalls(safeStorage: SafeStorageLike): Calls {
  const { isEncryptionAvailable, encryptString, decryptString } = safeStorage
  const missing = () => new Error('This Electron has no safeStorage')
  return {
    isAvailable: async () => isEncryptionAvailable?.call(safeStorage) ?? false,
    encrypt: async (text) => {
      if (!encryptString) throw missing()
      return encryptString.call(safeStorage, text)
    },
    decrypt: async (encrypted) => {
      if (!decryptString) throw missing()
      return decryptString.call(safeStorage, encrypted)
    },
  }
}
