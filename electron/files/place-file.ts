import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { errnoOf } from './errno'
import { link, lstat, rename, unlink } from './fs-calls'

/** `link` on file systems without hard links (FAT, exFAT, some network drives), as seen by errno. */
const NO_LINKS: ReadonlySet<string> = new Set(
  'EPERM ENOTSUP EOPNOTSUPP ENOSYS EMLINK EISDIR EINVAL EXDEV UNKNOWN'.split(' '),
)
/** A virus scanner holds a new file for a moment: Windows then refuses to rename it. */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])
const HELD_TRIES = 6
const HELD_FIRST_DELAY_MS = 50

/**
 * Gives a finished file its name, unless something has that name by now. Nothing is ever
 * overwritten, also not by a program that creates the name at this very moment:
 * - Linux, macOS, NTFS: a second hard link fails when the name exists; then the old name goes.
 * - FAT, exFAT, drives without links: an empty file is created exclusively and then replaced; if
 *   the app dies in between, an empty file and the part file are left.
 * @param linkFile comes in for tests on a file system that has links
 * @returns false when the name is taken. Throws the errno of the file system.
 */
export async function placeNew(
  from: string,
  to: string,
  linkFile: typeof link = link,
): Promise<boolean> {
  try {
    await linkFile(from, to)
  } catch (thrown) {
    const code = errnoOf(thrown)
    if (code === 'EEXIST') return false
    if (!NO_LINKS.has(code)) throw thrown
    return placeOverReserved(from, to)
  }
  await dropOldName(from)
  return true
}

/** The last step of `placeNew`: the file has its name, and the old one goes. Throws the errno. */
export function dropOldName(from: string): Promise<void> {
  return whileHeld(() => unlink(from))
}

async function placeOverReserved(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx')).close()
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') return false
    throw thrown
  }
  try {
    await placeOver(from, to)
  } catch (thrown) {
    const { size } = await lstat(to)
    if (size === 0) await unlink(to)
    throw thrown
  }
  return true
}

/** Gives a finished file its name and replaces what has it, in one step. Throws the errno. */
export function placeOver(from: string, to: string): Promise<void> {
  return whileHeld(() => rename(from, to))
}

async function whileHeld(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work()
      return
    } catch (thrown) {
      const mayPass = process.platform === 'win32' && HELD.has(errnoOf(thrown))
      if (!mayPass || attempt === HELD_TRIES) throw thrown
      await sleep(HELD_FIRST_DELAY_MS * 2 ** (attempt - 1))
    }
  }
}
