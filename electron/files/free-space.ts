import { statfs } from 'node:fs/promises'
import { AppError } from '../errors/app-error'

/** The part of `fs.statfs` that is used, in blocks and bytes per block. */
export type FreeBlocks = (
  path: string,
) => Promise<{ readonly bavail: number; readonly bsize: number; readonly blocks: number }>

/**
 * Looks before the first byte is fetched whether the disk of a folder has room.
 * File systems that can't tell (some network ones) are taken to have it: the write itself decides.
 * @throws AppError DISK_FULL with `expectedBytes` and `freeBytes`
 */
export async function ensureFreeSpace(
  folder: string,
  expectedBytes: number,
  freeBlocks: FreeBlocks = statfs,
): Promise<void> {
  const answer = await freeBlocks(folder).catch(() => undefined)
  if (answer === undefined || answer.blocks === 0) return
  const freeBytes = answer.bavail * answer.bsize
  if (freeBytes < expectedBytes) {
    throw new AppError('DISK_FULL', { expectedBytes, freeBytes }, { retry: 'manual' })
  }
}
