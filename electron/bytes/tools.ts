import { type BlockPool, createBlockPool } from './block'
import type { Summer } from './summer'

/** What bytes pass through on their way: memory that is used again, and the thread that sums. */
export type ByteTools = { readonly pool: BlockPool; readonly summer: Summer }

export function createByteTools(summer: Summer): ByteTools {
  return { pool: createBlockPool(), summer }
}
