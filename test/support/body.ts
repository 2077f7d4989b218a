import type { BlockSource } from '../../electron/bytes/block'
import type { UploadBody } from '../../electron/oss/oss-types'

/** A body of these pieces, as a file would give it. */
export function bodyOf(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): BlockSource {
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]()
  return {
    async next() {
      const next = await iterator.next()
      return next.done ? undefined : { bytes: next.value, release: () => undefined }
    },
    close: () => undefined,
  }
}

/** The same as what a client takes for an upload; it can be sent again. */
export function uploadOf(bytes: Buffer): UploadBody {
  return { sizeBytes: bytes.length, open: () => bodyOf([bytes]) }
}

/** All bytes of a body. */
export async function bytesOf(body: BlockSource): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let piece = await body.next(); piece; piece = await body.next()) {
    pieces.push(Buffer.from(piece.bytes))
    piece.release()
  }
  return Buffer.concat(pieces)
}
