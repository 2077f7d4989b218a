import { existsSync, statfsSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'

/** Sources, objects and targets of the largest work, twice over. */
const NEEDED_BYTES = 8 * 1024 ** 3

/** What the figures were measured on. */
export function machine(): string {
  const all = cpus()
  return `${all.length} x ${all[0]?.model.trim() ?? 'unknown'}, ${process.platform} ${process.arch}`
}

/** Memory, where it is large enough: a slow disk would make all contestants alike. */
export function roomyFolder(): string {
  const memory = '/dev/shm'
  if (process.platform === 'linux' && existsSync(memory)) {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize >= NEEDED_BYTES) return memory
  }
  return tmpdir()
}
