import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { breakingFault, breakOff } from './break-answer'
import type { ByteRange } from './byte-range'
import { type Faults, withFlippedBit } from './faults'
import { closeFile, openFile, readInto, readSmallPiece, SMALL_FILE_BYTES } from './file-descriptors'
import type { ContentPool } from './store/content-pool'
import type { Segment } from './store/records'

/** 512 KiB: large reads keep the cost per byte low; two buffers for each answer are in use. */
const READ_BYTES = 512 * 1024

/** A piece of one file. */
type Piece = { readonly segment: Segment; readonly start: number; readonly endExclusive: number }

/** Cuts a range of the whole content into pieces of its files. */
export function piecesOf(segments: readonly Segment[], range: ByteRange): readonly Piece[] {
  const pieces: Piece[] = []
  let offset = 0
  for (const segment of segments) {
    const start = Math.max(range.start - offset, 0)
    const endExclusive = Math.min(range.endExclusive - offset, segment.sizeBytes)
    if (start < endExclusive) pieces.push({ segment, start, endExclusive })
    offset += segment.sizeBytes
  }
  return pieces
}

/** Reads pieces in turn into two alternating buffers; a chunk is good until the next but one. */
async function* readPieces(
  pool: ContentPool | undefined,
  pieces: readonly Piece[],
): AsyncGenerator<Buffer> {
  const longest = pieces.reduce(
    (most, { start, endExclusive }) => Math.max(most, endExclusive - start),
    0,
  )
  const makeBuffer = pool ? Buffer.allocUnsafeSlow : Buffer.alloc
  const buffers: Buffer[] = []
  let turn = 0
  for (const { segment, start, endExclusive } of pieces) {
    if (pool && endExclusive - start <= SMALL_FILE_BYTES) {
      yield readSmallPiece(pool.path(segment.id), start, endExclusive)
      continue
    }
    const fd = pool ? await openFile(pool.path(segment.id), 'r') : undefined
    try {
      let position = start
      while (position < endExclusive) {
        const buffer = buffers[turn] ?? makeBuffer(Math.min(longest, READ_BYTES))
        buffers[turn] = buffer
        turn = 1 - turn
        const wanted = Math.min(endExclusive - position, buffer.length)
        const count = fd === undefined ? wanted : await readInto(fd, buffer, wanted, position)
        if (count === 0) throw new Error('A content file is shorter than it was.')
        position += count
        yield buffer.subarray(0, count)
      }
    } finally {
      if (fd !== undefined) void closeFile(fd)
    }
  }
}

/** @returns false when the client is gone */
function write(response: ServerResponse, chunk: Buffer): Promise<boolean> {
  return new Promise((done) => {
    if (response.destroyed || !response.socket || response.socket.destroyed) return done(false)
    const onClose = () => done(false)
    response.once('close', onClose)
    response.write(chunk, (cause) => {
      response.off('close', onClose)
      done(!cause)
    })
  })
}

/**
 * Sends a range of an object's content and ends the answer, whose head is written already.
 * @param pool undefined to send zero bytes of the same length
 */
export async function sendContent(
  response: ServerResponse,
  pool: ContentPool | undefined,
  segments: readonly Segment[],
  range: ByteRange,
  faults: Faults,
): Promise<void> {
  const breaks = breakingFault(faults)
  const flipAt = faults.find('flip-response-byte')?.at
  const bytesPerSecond = faults.find('slow')?.bytesPerSecond
  let sent = 0
  let previous: Promise<boolean> = Promise.resolve(true)
  for await (const read of readPieces(pool, piecesOf(segments, range))) {
    const room = Math.max((breaks?.afterBytes ?? Number.POSITIVE_INFINITY) - sent, 0)
    const chunk = withFlippedBit(read.subarray(0, room), sent, flipAt)
    // The other buffer is read while this one is on its way.
    if (!(await previous)) return
    const isLast = sent + read.length === range.endExclusive - range.start
    if (isLast && chunk.length === read.length && bytesPerSecond === undefined) {
      response.end(chunk)
      return
    }
    for (const slice of slices(chunk, bytesPerSecond)) {
      if (bytesPerSecond !== undefined) await wait((slice.length / bytesPerSecond) * 1000)
      previous = write(response, slice)
      if (bytesPerSecond !== undefined && !(await previous)) return
    }
    sent += chunk.length
    if (breaks && chunk.length < read.length) {
      await previous
      breakOff(response, faults)
      return
    }
  }
  if (await previous) response.end()
}

function slices(chunk: Buffer, bytesPerSecond: number | undefined): readonly Buffer[] {
  if (chunk.length === 0) return []
  if (bytesPerSecond === undefined) return [chunk]
  const length = Math.max(Math.ceil(bytesPerSecond / 20), 1)
  const count = Math.ceil(chunk.length / length)
  return Array.from({ length: count }, (_, index) =>
    chunk.subarray(index * length, (index + 1) * length),
  )
}
