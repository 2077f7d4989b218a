import { BLOCK_BYTES, type Block, type BlockPool } from '../bytes/block'
import type { Sum } from '../bytes/summer'

/** While one block is written and summed the next is filled. */
const BLOCKS_ON_THE_WAY = 2

/** Takes bytes in order and writes them in blocks: sockets give 64 KiB and less at a time. */
export type BlockSink = {
  /**
   * Copies the bytes. @returns a promise when the disk has to catch up first, else undefined
   * @throws what an earlier write threw
   */
  write(chunk: Uint8Array): Promise<void> | undefined
  /** Resolves when everything so far is written and summed. @throws what a write threw */
  flush(): Promise<void>
}

/**
 * @param writeAt writes a piece at an offset of the file
 * @param first offset of the first byte
 * @param sum is given all bytes, in order
 */
export function writeBlocks(
  pool: BlockPool,
  writeAt: (bytes: Uint8Array, position: number) => Promise<void>,
  first: number,
  sum: Sum,
): BlockSink {
  let position = first
  let block: Block | undefined
  let filled = 0
  const onTheWay = new Set<Promise<void>>()
  let failure: { readonly thrown: unknown } | undefined

  function send(full: Block, size: number): void {
    const at = position
    position += size
    const collected = full.plain().subarray(0, size)
    full.bytes.set(collected)
    const work = Promise.all([writeAt(collected, at), sum.add(full, 0, size)]).then(
      () => undefined,
      (thrown) => {
        failure ??= { thrown }
      },
    )
    const ended = work.then(() => {
      pool.release(full)
      onTheWay.delete(ended)
    })
    onTheWay.add(ended)
  }

  async function room(limit: number): Promise<void> {
    while (onTheWay.size > limit) await Promise.race(onTheWay)
    if (failure) throw failure.thrown
  }

  return {
    write(chunk) {
      if (failure) throw failure.thrown
      for (let done = 0; done < chunk.length; ) {
        block ??= pool.take()
        const size = Math.min(BLOCK_BYTES - filled, chunk.length - done)
        block.plain().set(chunk.subarray(done, done + size), filled)
        filled += size
        done += size
        if (filled < BLOCK_BYTES) continue
        send(block, filled)
        block = undefined
        filled = 0
      }
      return onTheWay.size > BLOCKS_ON_THE_WAY ? room(BLOCKS_ON_THE_WAY) : undefined
    },
    async flush() {
      if (block) {
        send(block, filled)
        block = undefined
        filled = 0
      }
      await room(0)
    },
  }
}
