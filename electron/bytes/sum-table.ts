import { decimalOf } from './crc64'
import { createCrc64Kernel } from './crc64-kernel'

/** Many running sums on one WebAssembly instance: each is a number between two pieces. */
export type SumTable = {
  /** Adds bytes to a sum, which begins with its first bytes. */
  add(id: number, bytes: Uint8Array): void
  /** The value so far, in OSS's form (unsigned decimal). */
  value(id: number): string
  drop(id: number): void
  /** Takes a sum out, to be gone on with elsewhere; undefined before its first bytes. */
  takeOut(id: number): bigint | undefined
  /** Goes on with a sum that was begun elsewhere. */
  putIn(id: number, state: bigint): void
}

/** @returns after the kernel was compiled */
export async function createSumTable(): Promise<SumTable> {
  const crc64 = await createCrc64Kernel()
  const states = new Map<number, bigint>()
  const stateOf = (id: number) => states.get(id) ?? 0n

  return {
    add(id, bytes) {
      states.set(id, crc64(stateOf(id), bytes))
    },
    value: (id) => decimalOf(stateOf(id)),
    drop(id) {
      states.delete(id)
    },
    takeOut(id) {
      const state = states.get(id)
      states.delete(id)
      return state
    },
    putIn(id, state) {
      states.set(id, state)
    },
  }
}
