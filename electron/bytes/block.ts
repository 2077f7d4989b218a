/**
 * 512 KiB: a read or write costs a thread hop of some 50 µs, so larger blocks gain nothing more,
 * and three parts of ten files at once still fit into 32 MiB.
 */
export const BLOCK_BYTES = 512 * 1024

/**
 * A piece of memory that bytes pass through, shared with the summing thread. Whoever takes one
 * releases it, once, when nobody reads or writes it any more.
 */
export type Block = {
  readonly id: number
  readonly shared: SharedArrayBuffer
  readonly bytes: Buffer
  /**
   * As large, and not shared: where bytes are collected that come in odd pieces. V8 copies into
   * shared memory by atomic words, and byte by byte where source and target are not aligned alike,
   * which costs 3 s for a gigabyte; one copy of a whole block costs nothing to speak of.
   */
  readonly plain: () => Buffer
}

export type BlockPool = {
  take(): Block
  release(block: Block): void
}

/**
 * Blocks are used again and again: a gigabyte passes through a few megabytes, and nothing is left
 * for the garbage collector. How many there are is bounded by their takers (two for each part or
 * range in flight), so none is ever thrown away.
 */
export function createBlockPool(): BlockPool {
  const free: Block[] = []
  let made = 0
  return {
    take() {
      const block = free.pop()
      if (block) return block
      const shared = new SharedArrayBuffer(BLOCK_BYTES)
      made += 1
      let plain: Buffer | undefined
      return {
        id: made,
        shared,
        bytes: Buffer.from(shared),
        plain: () => {
          plain ??= Buffer.allocUnsafeSlow(BLOCK_BYTES)
          return plain
        },
      }
    },
    release(block) {
      free.push(block)
    },
  }
}

/** Bytes on their way out. `release` may be called more than once; later calls do nothing. */
export type Piece = { readonly bytes: Buffer; release(): void }

/** A body that is read piece by piece, each asked for when there is room for it. */
export type BlockSource = {
  /**
   * The next bytes, in order; undefined after the last. Asked again only after it has answered.
   * @throws AppError why there is no more, though there should be
   */
  next(): Promise<Piece | undefined>
  /** Nobody wants the rest. */
  close(): void
}
