import { BLOCK_BYTES, type Block, type BlockPool } from '../bytes/block'
import type { Sum } from '../bytes/summer'

/** While one block is written and summed the next is filled. */
const BLOCKS_ON_THE_WAY = 2

/** Takes bytes in order and writes them in blocks: sockets give 64 KiB and less at a time. */
export type BlockSink = {
  /**
   * Where the next bytes may be put by whoever reads them, before they are written with `write`;
   * undefined when they have to be copied. It is the sink's again with the next call.
   * @param most more is not wanted there
   */
  room(most: number): Uint8Array | undefined
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
  /** The block is filled where it is shared; else bytes are collected beside it. */
  let isDirect = false
  const onTheWay = new Set<Promise<void>>()
  let failure: { readonly thrown: unknown } | undefined

  function send(full: Block, size: number): void {
    const at = position
    position += size
    const written = (isDirect ? full.bytes : full.plain()).subarray(0, size)
    if (!isDirect) full.bytes.set(written)
    isDirect = false
    const work = Promise.all([writeAt(written, at), sum.add(full, 0, size)]).then(
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

  async function drained(limit: number): Promise<void> {
    while (onTheWay.size > limit) await Promise.race(onTheWay)
    if (failure) throw failure.thrown
  }

  /** Whether bytes lie where they belong already. */
  function isInPlace(chunk: Uint8Array): boolean {
    return isDirect && chunk.buffer === block?.shared && chunk.byteOffset === filled
  }

  return {
    room(most) {
      if (filled > 0 && !isDirect) return undefined
      isDirect = true
      block ??= pool.take()
      return block.bytes.subarray(filled, Math.min(BLOCK_BYTES, filled + most))
    },
    write(chunk) {
      if (failure) throw failure.thrown
      for (let done = 0; done < chunk.length; ) {
        block ??= pool.take()
        const size = Math.min(BLOCK_BYTES - filled, chunk.length - done)
        const piece = chunk.subarray(done, done + size)
        if (!isInPlace(piece)) (isDirect ? block.bytes : block.plain()).set(piece, filled)
        filled += size
        done += size
        if (filled < BLOCK_BYTES) continue
        send(block, filled)
        block = undefined
        filled = 0
      }
      return onTheWay.size > BLOCKS_ON_THE_WAY ? drained(BLOCKS_ON_THE_WAY) : undefined
    },
    async flush() {
      if (block && filled > 0) send(block, filled)
      else if (block) pool.release(block)
      block = undefined
      filled = 0
      isDirect = false
      await drained(0)
    },
  }
}
