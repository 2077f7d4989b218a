import { AppError } from '../errors/app-error'
import type { Cipher } from './cipher'

/** How a secret is kept: what its record says of it, in the file. */
export type Sealed =
  | { readonly protection: 'keyring'; readonly ciphertext: string }
  | { readonly protection: 'session' }

/**
 * Ciphertext where there is a keyring, else `session` if that was accepted.
 * @throws AppError KEYRING_UNAVAILABLE
 */
export async function sealText(
  cipher: Cipher,
  text: string,
  keepUntilQuit: boolean,
): Promise<Sealed> {
  if (await cipher.available()) {
    try {
      return { protection: 'keyring', ciphertext: await cipher.encrypt(text) }
    } catch (cause) {
      // A keyring that stays locked is as good as none; the person may still choose memory.
      if (!keepUntilQuit) throw noKeyring(cause)
    }
  }
  if (!keepUntilQuit) throw noKeyring()
  return { protection: 'session' }
}

function noKeyring(cause?: unknown): AppError {
  return new AppError('KEYRING_UNAVAILABLE', {}, { retry: 'after-settings', cause })
}
