import { type Crc64Kernel, createCrc64Kernel } from './crc64-kernel'

/**
 * A running CRC-64/XZ (ECMA-182), the value OSS sends as `x-oss-hash-crc64ecma`. It sums where it
 * is called: `Summer` does the same in a thread of its own.
 */
export type RunningCrc64 = {
  update(bytes: Uint8Array): void
  /** The value so far in OSS's form, unsigned decimal. */
  decimal(): string
}

/** One for all: nothing of a sum stays in it. */
let kernel: Promise<Crc64Kernel> | undefined

/** @returns a fresh sum; the kernel is compiled once */
export async function newCrc64(): Promise<RunningCrc64> {
  kernel ??= createCrc64Kernel()
  const crc64 = await kernel
  let crc = 0n
  return {
    update(bytes) {
      crc = crc64(crc, bytes)
    },
    decimal: () => decimalOf(crc),
  }
}

/** OSS's form of a CRC, unsigned decimal. */
export function decimalOf(crc: bigint): string {
  return crc.toString()
}
