import {
  close,
  closeSync,
  open,
  openSync,
  read,
  readSync,
  unlinkSync,
  writev,
  writevSync,
} from 'node:fs'

/**
 * 64 KiB: up to here a file is read or written in one go on the calling thread. That takes a few
 * tens of microseconds, where three trips through the thread pool take several times as long.
 */
export const SMALL_FILE_BYTES = 64 * 1024

/**
 * The few file calls of the body path on bare descriptors: FileHandle objects cost more than all
 * the rest of a small request.
 */
export function openFile(path: string, flags: 'r' | 'wx'): Promise<number> {
  return new Promise((done, failed) => {
    open(path, flags, (cause, fd) => (cause ? failed(cause) : done(fd)))
  })
}

/** Writes a small new file; leaves none when it fails. */
export function writeSmallFile(path: string, chunks: readonly Buffer[]): void {
  const fd = openSync(path, 'wx')
  let rest = chunks
  try {
    while (rest.length > 0) rest = behind(rest, writevSync(fd, rest))
  } catch (cause) {
    unlinkSync(path)
    throw cause
  } finally {
    closeSync(fd)
  }
}

/** Reads a small piece of a file. */
export function readSmallPiece(path: string, start: number, endExclusive: number): Buffer {
  const buffer = Buffer.allocUnsafe(endExclusive - start)
  const fd = openSync(path, 'r')
  try {
    let done = 0
    while (done < buffer.length) {
      const count = readSync(fd, buffer, done, buffer.length - done, start + done)
      if (count === 0) throw new Error('A content file is shorter than it was.')
      done += count
    }
  } finally {
    closeSync(fd)
  }
  return buffer
}

/** Never fails: there is nothing to be done about it. */
export function closeFile(fd: number): Promise<void> {
  return new Promise((done) => close(fd, () => done()))
}

/** Writes all of the chunks at the end of what was written before. */
export function appendChunks(fd: number, chunks: readonly Buffer[]): Promise<void> {
  return new Promise((done, failed) => {
    writev(fd, [...chunks], (cause, written) => {
      if (cause) return failed(cause)
      const rest = behind(chunks, written)
      if (rest.length === 0) done()
      else appendChunks(fd, rest).then(done, failed)
    })
  })
}

function behind(chunks: readonly Buffer[], written: number): readonly Buffer[] {
  let left = written
  const first = chunks.findIndex((chunk) => {
    if (left < chunk.length) return true
    left -= chunk.length
    return false
  })
  const partly = chunks[first]
  return partly ? [partly.subarray(left), ...chunks.slice(first + 1)] : []
}

/** @returns how many bytes were read; 0 at the end of the file */
export function readInto(fd: number, buffer: Buffer, length: number, position: number) {
  return new Promise<number>((done, failed) => {
    read(fd, buffer, 0, length, position, (cause, count) => (cause ? failed(cause) : done(count)))
  })
}
