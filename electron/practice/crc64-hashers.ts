import { createCRC64 } from 'hash-wasm'

/** A running CRC-64. Give it back with `digest` or `release`, once. */
export type Crc64Hasher = {
  update(chunk: Uint8Array): void
  /** Unsigned decimal, as in `x-oss-hash-crc64ecma`. */
  digest(): string
  release(): void
}

/** ECMA-182, reflected: what the service computes. */
const POLYNOMIAL = 'c96c5795d7870f42'

/**
 * Lends hashers and takes them back: each owns a WebAssembly memory that is worth keeping. As many
 * exist as bodies were ever read at the same time.
 */
export function createCrc64Hashers(): { take(): Promise<Crc64Hasher> } {
  const free: Awaited<ReturnType<typeof createCRC64>>[] = []
  return {
    async take() {
      const hasher = free.pop() ?? (await createCRC64(POLYNOMIAL))
      hasher.init()
      let lent = true
      const release = () => {
        if (lent) free.push(hasher)
        lent = false
      }
      return {
        update: (chunk) => void hasher.update(chunk),
        digest() {
          const value = BigInt(`0x${hasher.digest()}`).toString()
          release()
          return value
        },
        release,
      }
    },
  }
}
