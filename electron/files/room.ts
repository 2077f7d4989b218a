import { statfs } from 'node:fs/promises'
import { ensureFreeSpace, type FreeBlocks } from './free-space'

/** For so long an answer about a disk is good enough for files that are small beside it. */
const GOOD_FOR_MS = 1_000
/** Files up to a thousandth of the free space can't fill the disk within that time. */
const SMALL_SHARE = 1000

/**
 * Looks for room before a download begins, and not for each of 2,000 small files anew.
 * @throws AppError DISK_FULL (`ensureFreeSpace`)
 */
export function createRoomCheck(
  now: () => number,
  freeBlocks: FreeBlocks = statfs,
): (folder: string, expectedBytes: number) => Promise<void> {
  const seen = new Map<string, { readonly atMs: number; readonly freeBytes: number }>()
  return async (folder, expectedBytes) => {
    const known = seen.get(folder)
    const isFresh = known !== undefined && now() - known.atMs < GOOD_FOR_MS
    if (isFresh && expectedBytes * SMALL_SHARE < known.freeBytes) return
    await ensureFreeSpace(folder, expectedBytes, async (path) => {
      const blocks = await freeBlocks(path)
      seen.set(folder, { atMs: now(), freeBytes: blocks.bavail * blocks.bsize })
      return blocks
    })
  }
}
