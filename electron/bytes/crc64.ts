import { createCRC64, type IHasher } from 'hash-wasm'

/**
 * A running CRC-64/XZ (ECMA-182), the value OSS sends as `x-oss-hash-crc64ecma`. It sums where it
 * is called: `Summer` does the same in a thread of its own.
 */
export type RunningCrc64 = {
  update(bytes: Uint8Array): void
  /** The value so far in OSS's form, unsigned decimal. */
  decimal(): string
}

/** @returns a fresh sum; hash-wasm compiles its module once, then instances are cheap */
export async function newCrc64(): Promise<RunningCrc64> {
  const hasher = await createCRC64()
  hasher.init()
  return {
    update(bytes) {
      hasher.update(bytes)
    },
    decimal() {
      const state = hasher.save()
      const value = decimalOf(hasher)
      hasher.load(state)
      return value
    },
  }
}

/** Ends a sum. @returns OSS's form, unsigned decimal */
export function decimalOf(hasher: IHasher): string {
  return BigInt(`0x${hasher.digest('hex')}`).toString()
}
