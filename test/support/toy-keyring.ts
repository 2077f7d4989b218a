import type { Cipher } from '../../electron/connections/cipher'

/** A keyring that a test can take away, lock, or exchange. */
export type ToyKeyring = Cipher & {
  isThere: boolean
  isLocked: boolean
  key: number
  decryptions: number
}

/** Flips bits: enough that a secret can't be found in what is stored. */
export function toyKeyring(): ToyKeyring {
  const keyring: ToyKeyring = {
    isThere: true,
    isLocked: false,
    key: 0x5a,
    decryptions: 0,
    available: async () => keyring.isThere,
    async encrypt(text) {
      if (keyring.isLocked) throw new Error('The keyring is locked')
      return flip(Buffer.from(`ok:${text}`), keyring.key).toString('base64')
    },
    async decrypt(base64) {
      keyring.decryptions += 1
      if (keyring.isLocked) throw new Error('The keyring is locked')
      const text = flip(Buffer.from(base64, 'base64'), keyring.key).toString()
      if (!text.startsWith('ok:')) throw new Error('Wrong key')
      return text.slice(3)
    },
  }
  return keyring
}

function flip(bytes: Buffer, key: number): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ key))
}
