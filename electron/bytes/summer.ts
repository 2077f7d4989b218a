import type { Block } from './block'
import { createSumTable } from './sum-table'

/** One running CRC64 of bytes that come in blocks, in order. */
export type Sum = {
  /**
   * Adds the bytes from `first` to before `end` of a block.
   * @returns resolves when the block may be changed again
   * @throws AppError UNEXPECTED, when the summing thread died
   */
  add(block: Block, first: number, end: number): Promise<void>
  /** The value of all that was added so far, in OSS's form (unsigned decimal). */
  value(): Promise<string>
  /** Ends the sum; may be called twice. */
  drop(): void
}

/** Where CRC64 is computed. */
export type Summer = {
  start(): Sum
  close(): Promise<void>
}

/** Sums on the thread that asks: for tests, and where no thread can be started. */
export async function createLocalSummer(): Promise<Summer> {
  const table = await createSumTable()
  let started = 0
  return {
    start() {
      started += 1
      const id = started
      return {
        async add(block, first, end) {
          table.add(id, block.bytes.subarray(first, end))
        },
        value: async () => table.value(id),
        drop: () => table.drop(id),
      }
    },
    async close() {},
  }
}
