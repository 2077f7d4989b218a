import type { Stats } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { type DropEntry, emptyFolder, entryOf, fileProblem, leftOut } from './drop-entry'
import { isHidden, isJunk } from './left-out'
import { AT_ONCE, walkFolder } from './walk-folder'

export type { DropEntry, DroppedFile } from './drop-entry'

/**
 * Walks what was dropped, as a stream with flat memory: in the order of the drop, of a folder its
 * files in natural order and then its folders. What can't be read is reported and the rest goes on.
 * - Links inside folders are left out (they lead anywhere, and in circles); one that is dropped by
 *   itself is followed.
 * - Junk is always left out; hidden files and folders are, unless dropped by themselves.
 * - A path given twice, or lying in a folder that was dropped too, comes once, with the folder.
 * - Empty folders are nothing, since OSS has no folders; a dropped one that holds nothing is reported.
 * Ends early, without a word, when the signal fires.
 */
export async function* expandDrop(
  paths: readonly string[],
  options: { readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<DropEntry, void, undefined> {
  const { signal } = options
  const chosen = new Set(paths.map((path) => resolve(path)))
  const isChosen = (path: string) => chosen.has(path)
  const all = [...chosen]
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const found = await Promise.all(all.slice(at, at + AT_ONCE).map((path) => top(path, isChosen)))
    for (const one of found) {
      if (signal?.aborted) return
      if (one === undefined) continue
      if ('kind' in one) yield one
      else yield* walkDropped(one, isChosen, signal)
    }
  }
}

async function* walkDropped(
  folder: { path: string; relative: string },
  isChosen: (path: string) => boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<DropEntry, void, undefined> {
  let isEmpty = true
  for await (const entry of walkFolder(folder, isChosen, signal)) {
    isEmpty = false
    yield entry
  }
  if (isEmpty && !signal?.aborted) yield emptyFolder(folder.relative)
}

/** What a dropped path itself is; undefined when another dropped folder will bring it. */
async function top(
  path: string,
  isChosen: (path: string) => boolean,
): Promise<DropEntry | { path: string; relative: string } | undefined> {
  const name = basename(path)
  if (isJunk(name)) return leftOut(name, 'junk')
  let stats: Stats
  try {
    stats = await stat(path)
  } catch (thrown) {
    return fileProblem(name, thrown)
  }
  if (await comesWithFolder(path, isChosen)) return undefined
  return stats.isDirectory() ? { path, relative: name } : entryOf(path, '', stats, true)
}

/** True when a walk from a dropped folder above reaches `path`. */
async function comesWithFolder(
  path: string,
  isChosen: (path: string) => boolean,
): Promise<boolean> {
  const between: string[] = []
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (isChosen(folder)) return reaches(path, between)
    between.push(folder)
  }
  return false
}

async function reaches(path: string, folders: readonly string[]): Promise<boolean> {
  if (folders.some((folder) => isHidden(basename(folder)) || isJunk(basename(folder)))) return false
  const own = await lstat(path)
  if (own.isSymbolicLink() && (await stat(path)).isDirectory()) return false
  for (const folder of folders) if ((await lstat(folder)).isSymbolicLink()) return false
  return true
}
