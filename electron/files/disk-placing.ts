import {
  closeSync,
  fstatSync,
  linkSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import type { PlaceAnswer, Placing, StoredPart } from './disk'
import { fileIdOf } from './file-id'

/** `Disk.storePart` on the thread that calls. @param bytes all of the file */
export function storePartNow(
  path: string,
  bytes: Uint8Array,
  crc64Of: (bytes: Uint8Array) => string,
): StoredPart {
  const fd = openNew(path)
  try {
    const fileId = fileIdOf(fstatSync(fd, { bigint: true }))
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(fd, bytes, done, bytes.length - done, done)
    }
    return { fd, fileId, crc64: crc64Of(bytes) }
  } catch (thrown) {
    closeSync(fd)
    unlinkSync(path)
    throw thrown
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx+')
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown
    // Left behind by a run that was killed: the id is ours, the bytes are of unknown worth.
    unlinkSync(path)
    return openSync(path, 'wx+')
  }
}

/** `Disk.place` on the thread that calls; `placeNew` and `placeOver` are what it does not manage. */
export function placeAtOnce({ fd, from, to, isOver }: Placing): PlaceAnswer {
  closeSync(fd)
  try {
    if (isOver) renameSync(from, to)
    else linkSync(from, to)
  } catch (thrown) {
    return !isOver && codeOf(thrown) === 'EEXIST' ? 'taken' : 'untried'
  }
  if (isOver) return 'placed'
  try {
    unlinkSync(from)
    return 'placed'
  } catch {
    return 'linked'
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}
