import { createCRC64 } from 'hash-wasm'
import { decimalOf } from './crc64'

/** Many running sums on one WebAssembly instance: each is 12 bytes of state between two pieces. */
export type SumTable = {
  /** Adds bytes to a sum, which begins with its first bytes. */
  add(id: number, bytes: Uint8Array): void
  /** The value so far, in OSS's form (unsigned decimal). */
  value(id: number): string
  drop(id: number): void
  /** Takes a sum out, to be gone on with elsewhere; undefined before its first bytes. */
  takeOut(id: number): Uint8Array | undefined
  /** Goes on with a sum that was begun elsewhere. */
  putIn(id: number, state: Uint8Array): void
}

/** @returns after hash-wasm has compiled its module */
export async function createSumTable(): Promise<SumTable> {
  const hasher = await createCRC64()
  const states = new Map<number, Uint8Array>()

  function resume(id: number): void {
    const state = states.get(id)
    if (state) hasher.load(state)
    else hasher.init()
  }

  return {
    add(id, bytes) {
      resume(id)
      hasher.update(bytes)
      states.set(id, hasher.save())
    },
    value(id) {
      resume(id)
      return decimalOf(hasher)
    },
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
