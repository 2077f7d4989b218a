import type { Stats } from 'node:fs'
import {
  BLOCK_BYTES,
  type Block,
  type BlockPool,
  type BlockSource,
  type Piece,
} from '../bytes/block'
import type { Sum } from '../bytes/summer'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import type { OpenedFile } from './opened-file'
import type { Pace } from './pace'

export type ReadOptions = {
  /** Told the size of each piece when it is handed on. */
  readonly onBytes?: ((count: number) => void) | undefined
  readonly sum?: Sum | undefined
  /** Asked before each read; reads are smaller while a limit holds. */
  readonly pace?: Pace | undefined
}

/** An open file that ranges are read from. The handle is shared and never closed here. */
export type RangeSource = {
  readonly handle: OpenedFile
  /** Without path, for the sentence. */
  readonly name: string
  /** Whether the file is another than the one that was opened. */
  readonly hasChanged: (stats: Stats) => boolean
}

/** The failure of a file that is not what it was when sending began. */
export function fileChanged(name: string): AppError {
  return new AppError('FILE_CHANGED', { name }, { retry: 'manual' })
}

/**
 * Exactly `length` bytes of a file, by positional reads, so that several may run on one handle. The
 * last piece is handed on only after the file has been found unchanged: a body that ends is a body
 * that is whole. It fails with FILE_CHANGED (the file ended early, or differs at the end) or
 * FILE_UNREADABLE.
 */
export function readBlocks(
  pool: BlockPool,
  source: RangeSource,
  first: number,
  length: number,
  options: ReadOptions = {},
): BlockSource {
  const { handle, name, hasChanged } = source
  const { onBytes, sum, pace } = options
  /** Ends the wait for the pace when nobody wants the bytes any more. */
  const gone = new AbortController()
  let position = first
  let remaining = length

  async function fill(block: Block): Promise<number> {
    const most = Math.min(BLOCK_BYTES, remaining)
    const wanted = pace ? await pace(most, gone.signal) : most
    const { bytesRead } = await handle.read(block.bytes, 0, wanted, position)
    position += bytesRead
    remaining -= bytesRead
    const isOver = bytesRead === 0 || remaining === 0
    if (isOver && (bytesRead === 0 || hasChanged(await handle.stat()))) throw fileChanged(name)
    return bytesRead
  }

  return {
    async next() {
      if (remaining === 0) return undefined
      const block = pool.take()
      try {
        const size = await fill(block)
        if (gone.signal.aborted) throw new AppError('CANCELLED')
        const summed = sum?.add(block, 0, size)
        onBytes?.(size)
        return pieceOf(pool, block, size, summed)
      } catch (thrown) {
        pool.release(block)
        throw fileError(thrown, { name })
      }
    },
    close() {
      gone.abort()
    },
  }
}

/** The block goes back when both are done with it: the reader of the piece and the summing thread. */
function pieceOf(
  pool: BlockPool,
  block: Block,
  size: number,
  summed: Promise<void> | undefined,
): Piece {
  let released = false
  // A thread that died is told by the sum's value, which then can't be had.
  const free = () => pool.release(block)
  return {
    bytes: size === block.bytes.length ? block.bytes : block.bytes.subarray(0, size),
    release() {
      if (released) return
      released = true
      if (summed) summed.then(free, free)
      else free()
    },
  }
}

/** Reads a body for the sake of its sum alone. @throws AppError CANCELLED | what the body throws */
export async function drain(body: BlockSource, signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted) {
      body.close()
      throw new AppError('CANCELLED')
    }
    const piece = await body.next()
    if (piece === undefined) return
    piece.release()
  }
}
