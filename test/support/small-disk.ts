import { execFile } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A disk of some megabytes that can be full in earnest. */
export type SmallDisk = {
  /** Where it is mounted. */
  readonly folder: string
  /** Takes all the room that is left. */
  fill(): Promise<void>
  /** Gives it back. */
  empty(): Promise<void>
  unmount(): Promise<void>
}

/**
 * Mounts one. Only root may do that, on Linux, and not in every container.
 * @returns undefined where it can't be done: a test has to be skipped then
 */
export async function mountSmallDisk(
  folder: string,
  megabytes: number,
): Promise<SmallDisk | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  await mkdir(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch {
    return undefined
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    async fill() {
      const file = await open(ballast, 'a')
      try {
        // In ever smaller pieces, down to the last byte.
        for (let bytes = 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
          await writeUntilFull(() => file.appendFile(Buffer.alloc(bytes)))
        }
      } finally {
        await file.close()
      }
    },
    empty: () => rm(ballast, { force: true }),
    async unmount() {
      // Lazily: a process that has just ended may still be letting go of it.
      await run('umount', ['-l', folder], { cwd: dirname(folder) })
    },
  }
}

async function writeUntilFull(write: () => Promise<void>): Promise<void> {
  try {
    for (;;) await write()
  } catch (thrown) {
    if (!(thrown instanceof Error) || Reflect.get(thrown, 'code') !== 'ENOSPC') throw thrown
  }
}
