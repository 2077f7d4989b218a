import { type BlockPool, createBlockPool } from './block'
import type { Summer } from './summer'

/** What bytes pass through on their way: memory that is used again, and the thread that sums. */
export type ByteTools = {
  readonly pool: BlockPool
  readonly summer: Summer
  /**
   * Notes of sums that were made of bytes which this process wrote itself: they need not be read
   * again. After a power cut a note may be older or younger than the bytes on disk.
   */
  readonly madeHere: WeakSet<object>
}

export function createByteTools(summer: Summer): ByteTools {
  return { pool: createBlockPool(), summer, madeHere: new WeakSet() }
}
