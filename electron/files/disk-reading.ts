import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import type { WholeAnswer } from './disk'

/**
 * `Disk.readWhole` on the thread that calls. Without O_NONBLOCK the opening of a named pipe waits
 * for a writer, for ever.
 * @param bytes where they go
 */
export function readWholeNow(
  path: string,
  bytes: Uint8Array,
  crc64Of: (bytes: Uint8Array) => string,
): WholeAnswer {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = fstatSync(fd)
    if (!stats.isFile()) return { kind: 'not-regular' }
    if (stats.size > bytes.length) return { kind: 'too-large' }
    if (!fill(fd, bytes, stats.size) || !isSame(fstatSync(fd), stats)) return { kind: 'changed' }
    // The path may lead to another file by now.
    if (!isSame(statSync(path), stats)) return { kind: 'changed' }
    const { size: sizeBytes, mtimeMs, ino: inode } = stats
    const whole = bytes.subarray(0, sizeBytes)
    return {
      kind: 'read',
      sizeBytes,
      mtimeMs,
      inode,
      crc64: crc64Of(whole),
      md5: createHash('md5').update(whole).digest('base64'),
    }
  } finally {
    closeSync(fd)
  }
}

/** @returns false when the file ended early */
function fill(fd: number, bytes: Uint8Array, size: number): boolean {
  for (let filled = 0; filled < size; ) {
    const count = readSync(fd, bytes, filled, size - filled, filled)
    if (count === 0) return false
    filled += count
  }
  return true
}

function isSame(a: Stats, b: Stats): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
}
