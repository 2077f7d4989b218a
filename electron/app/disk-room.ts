import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a disk without room says, or an account that has used up its share of it. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT'])
/** LevelDB does not know such a file and leaves it alone. */
const PROBE_FILE = 'room-probe'
/** 64 KiB: what opening a database writes besides its log, several times over. */
const SPARE_BYTES = 64 * 1024
const PIECE = Buffer.alloc(256 * 1024)

/** Whether something failed because its disk is full. */
export function saysFull(thrown: unknown): boolean {
  return thrown instanceof Error && FULL.has(Reflect.get(thrown, 'code'))
}

/**
 * Whether a folder can be written once more: that is what LevelDB may do with its log when it opens,
 * and what a copy takes. It is found out by writing, since what a disk says to have free may be
 * another account's.
 */
export async function hasRoomForCopy(folder: string): Promise<boolean> {
  const path = join(folder, PROBE_FILE)
  try {
    const file = await open(path, 'w')
    try {
      for (let left = (await sizeOf(folder)) + SPARE_BYTES; left > 0; left -= PIECE.length) {
        await file.write(PIECE, 0, Math.min(left, PIECE.length))
      }
      await file.datasync()
    } finally {
      await file.close()
    }
    return true
  } catch (thrown) {
    return !saysFull(thrown)
  } finally {
    await rm(path, { force: true }).catch(() => undefined)
  }
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const name of await readdir(folder)) {
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    )
  }
  return bytes
}
