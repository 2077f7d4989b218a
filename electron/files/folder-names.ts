import { readdir } from 'node:fs/promises'
import { fileError } from '../errors/from-errno'

/**
 * Which names in download folders are spoken for. One for the whole app: two downloads that want
 * the same name at the same moment must not both find it free.
 */
export type FolderNames = {
  /**
   * What the folder holds, as keys of {@link nameKey}; read once while downloads go there, since a
   * folder of 10,000 files read for each of 10,000 downloads would take minutes.
   * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE
   */
  existing(folder: string): Promise<ReadonlySet<string>>
  /**
   * Takes a name, at once and without waiting in between.
   * @param batchId downloads of one batch never take a name twice, also after the first is done
   * @returns false when somebody has it
   */
  take(folder: string, name: string, batchId: string): boolean
  /** Whether somebody has it, without taking it. */
  isTaken(folder: string, name: string, batchId: string): boolean
  /** The download is over. A name that was `used` stays with its batch and counts as existing. */
  release(folder: string, name: string, used: boolean): void
  /** A download of this batch has ended under this name, maybe in an earlier start of the app. */
  note(folder: string, name: string, batchId: string): void
}

/** Names that are one file on some system: case and Unicode form don't count (NTFS, APFS). */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Batches whose finished names are remembered in each folder; nobody has more going on at a time. */
const MAX_BATCHES = 16

type Folder = {
  readonly running: Map<string, string>
  readonly finished: Map<string, Set<string>>
  listing: Promise<Set<string>> | undefined
}

export function createFolderNames(): FolderNames {
  const folders = new Map<string, Folder>()
  const at = (path: string): Folder => {
    const known = folders.get(path)
    if (known) return known
    const fresh = { running: new Map(), finished: new Map(), listing: undefined }
    folders.set(path, fresh)
    return fresh
  }
  const isTaken = (path: string, name: string, batchId: string) => {
    const folder = at(path)
    const key = nameKey(name)
    return folder.running.has(key) || folder.finished.get(batchId)?.has(key) === true
  }

  function note(path: string, name: string, batchId: string): void {
    const { finished } = at(path)
    const names = finished.get(batchId) ?? new Set()
    finished.delete(batchId)
    finished.set(batchId, names.add(nameKey(name)))
    const [oldest] = finished.keys()
    if (finished.size > MAX_BATCHES && oldest) finished.delete(oldest)
  }

  return {
    note,
    existing(path) {
      const folder = at(path)
      folder.listing ??= listingOf(path).catch((thrown) => {
        folder.listing = undefined
        throw thrown
      })
      return folder.listing
    },
    isTaken,
    take(path, name, batchId) {
      if (isTaken(path, name, batchId)) return false
      at(path).running.set(nameKey(name), batchId)
      return true
    },
    release(path, name, used) {
      const folder = at(path)
      const key = nameKey(name)
      const batchId = folder.running.get(key)
      folder.running.delete(key)
      if (used && batchId !== undefined) {
        note(path, name, batchId)
        folder.listing?.then((names) => names.add(key)).catch(() => undefined)
      }
      // Nothing is going on there: the next download looks at the folder afresh.
      if (folder.running.size === 0) folder.listing = undefined
    },
  }
}

async function listingOf(path: string): Promise<Set<string>> {
  try {
    return new Set((await readdir(path)).map(nameKey))
  } catch (thrown) {
    throw fileError(thrown, { missing: 'FOLDER_NOT_FOUND', denied: 'FOLDER_NOT_WRITABLE' })
  }
}
