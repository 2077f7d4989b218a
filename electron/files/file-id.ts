import type { BigIntStats } from 'node:fs'

/**
 * What a file keeps when it gets another name, and no other file has: its inode, which alone is
 * given to the next file as soon as this one is deleted, and when it was made.
 */
export function fileIdOf({ ino, birthtimeNs }: BigIntStats): string {
  return `${ino}-${birthtimeNs}`
}
