import { statfs } from 'node:fs/promises'
import { AppError } from '../errors/app-error'

/** The part of `fs.statfs` that is used, in blocks and bytes per block. */
export type FreeBlocks = (
  path: string,
) => Promise<{ readonly bavail: number; readonly bsize: number; readonly blocks: number }>

/**
 * Looks before the first byte is fetched whether the disk of a folder has room.
 * File systems that can't tell (some network ones) are taken to have it: the write itself decides.
 * @throws AppError DISK_FULL with `expectedBytes`, `freeBytes` and the disk's `totalBytes`
 */
export async function ensureFreeSpace(
  folder: string,
  expectedBytes: number,
  freeBlocks: FreeBlocks = statfs,
): Promise<void> {
  const room = await roomOf(folder, freeBlocks)
  if (room === undefined || room.freeBytes >= expectedBytes) return
  throw new AppError('DISK_FULL', { expectedBytes, ...room }, { retry: 'manual' })
}

/** Room of the disk that a folder is on; undefined where its file system can't tell. */
export async function roomOf(
  folder: string,
  freeBlocks: FreeBlocks = statfs,
): Promise<{ freeBytes: number; totalBytes: number } | undefined> {
  const answer = await freeBlocks(folder).catch(() => undefined)
  if (answer === undefined || answer.blocks === 0) return undefined
  return { freeBytes: answer.bavail * answer.bsize, totalBytes: answer.blocks * answer.bsize }
}
