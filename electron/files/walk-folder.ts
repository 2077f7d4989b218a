import type { Dirent } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { below, type DropEntry, entryOf, fileProblem, folderProblem, leftOut } from './drop-entry'
import { isHidden, isJunk } from './left-out'
import { readFolder } from './read-folder'

/** Looked at together: keeps the four file threads of Node busy, and no more. */
export const AT_ONCE = 32

type Folder = { readonly path: string; readonly relative: string }

/**
 * Everything below one folder, as a stream: its files in natural order, then its folders.
 * Ends early, without a word, when the signal fires.
 * @param isChosen paths that a person has named: the rules for hidden files and links are not theirs
 */
export async function* walkFolder(
  root: Folder,
  isChosen: (path: string) => boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<DropEntry, void, undefined> {
  // Folders still to be read, the next one last.
  const pending = [root]
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const folders: Folder[] = []
    try {
      for await (const stretch of readFolder(folder.path)) {
        for (let at = 0; at < stretch.length; at += AT_ONCE) {
          if (signal?.aborted) return
          yield* await lookAt(folder, stretch.slice(at, at + AT_ONCE), isChosen, folders)
        }
      }
    } catch (thrown) {
      yield folderProblem(folder.relative, thrown)
    }
    pending.push(...folders.reverse())
  }
}

async function lookAt(
  folder: Folder,
  entries: readonly Dirent[],
  isChosen: (path: string) => boolean,
  folders: Folder[],
): Promise<readonly DropEntry[]> {
  const found = await Promise.all(entries.map((entry) => lookAtOne(folder, entry.name, isChosen)))
  const isEntry = (one: DropEntry | Folder): one is DropEntry => 'kind' in one
  folders.push(...found.filter((one): one is Folder => !isEntry(one)))
  return found.filter(isEntry)
}

async function lookAtOne(
  folder: Folder,
  name: string,
  isChosen: (path: string) => boolean,
): Promise<DropEntry | Folder> {
  const path = join(folder.path, name)
  const relative = below(folder.relative, name)
  if (isJunk(name)) return leftOut(relative, 'junk')
  const chosen = isChosen(path)
  if (isHidden(name) && !chosen) return leftOut(relative, 'hidden')
  try {
    const stats = await lstat(path)
    return stats.isDirectory()
      ? { path, relative }
      : await entryOf(path, folder.relative, stats, chosen)
  } catch (thrown) {
    return fileProblem(relative, thrown)
  }
}
