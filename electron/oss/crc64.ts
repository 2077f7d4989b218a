import { createCRC64 } from 'hash-wasm'

/** A running CRC-64/XZ (ECMA-182), the value OSS sends as `x-oss-hash-crc64ecma`. */
export type RunningCrc64 = {
  update(bytes: Uint8Array): void
  /** Begins anew, as if there had been no byte. */
  reset(): void
  /** The value so far in OSS's form, unsigned decimal. */
  decimal(): string
}

/** @returns a factory; hash-wasm compiles its module once, then instances are cheap */
export async function newCrc64(): Promise<RunningCrc64> {
  const hasher = await createCRC64()
  hasher.init()
  return {
    update(bytes) {
      hasher.update(bytes)
    },
    reset() {
      hasher.init()
    },
    decimal() {
      const state = hasher.save()
      const value = BigInt(`0x${hasher.digest('hex')}`).toString()
      hasher.load(state)
      return value
    },
  }
}
