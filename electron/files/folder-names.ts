import { readdir } from 'node:fs/promises'
import { fileError } from '../errors/from-errno'

/** Who wants or has a name. */
export type NameOwner = {
  readonly batchId: string
  /** The id of the transfer. */
  readonly partId: string
}

/**
 * Which names in download folders are spoken for. One for the whole app: two downloads that want
 * the same name at the same moment must not both find it free.
 */
export type FolderNames = {
  /**
   * What the folder holds, as keys of {@link nameKey}; read once while downloads go there, since a
   * folder of 10,000 files read for each of 10,000 downloads would take minutes.
   * @param batchId whose download asks: another batch looks at the folder afresh
   * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE
   */
  existing(folder: string, batchId: string): Promise<ReadonlySet<string>>
  /**
   * Takes a name, at once and without waiting in between.
   * @param owner downloads of one batch never take a name twice, also after the first is done
   * @returns false when somebody else has it
   */
  take(folder: string, name: string, owner: NameOwner): boolean
  /** Whether somebody else has it, without taking it. */
  isTaken(folder: string, name: string, owner: NameOwner): boolean
  /** The download is over. A name that was `used` stays with its batch and counts as existing. */
  release(folder: string, name: string, used: boolean): void
  /** A download has ended under this name, or was about to, maybe in an earlier start of the app. */
  note(folder: string, name: string, owner: NameOwner): void
}

/** Names that are one file on some system: case and Unicode form don't count (NTFS, APFS). */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Batches whose finished names are remembered in each folder; nobody has more going on at a time. */
const MAX_BATCHES = 16

/**
 * 500 ms: between two small downloads of a batch nothing may be going on for a moment, and reading a
 * long folder anew at each of them would be most of the work.
 */
const FRESH_MS = 500

type Folder = {
  readonly running: Map<string, NameOwner>
  /** By batch: whose each name is. */
  readonly finished: Map<string, Map<string, string>>
  listing: Promise<Set<string>> | undefined
  /** The batch that has looked at it last. */
  batchId: string
  /** Since when nothing is going on there. */
  idleSinceMs: number
}

/** @param now milliseconds of a clock that only goes forward */
export function createFolderNames(now: () => number = () => performance.now()): FolderNames {
  const folders = new Map<string, Folder>()
  const at = (path: string): Folder => {
    const known = folders.get(path)
    if (known) return known
    const fresh: Folder = {
      running: new Map(),
      finished: new Map(),
      listing: undefined,
      batchId: '',
      idleSinceMs: 0,
    }
    folders.set(path, fresh)
    return fresh
  }
  const isTaken = (path: string, name: string, { batchId, partId }: NameOwner) => {
    const folder = at(path)
    const key = nameKey(name)
    const owner = folder.finished.get(batchId)?.get(key) ?? partId
    return folder.running.has(key) || owner !== partId
  }

  function forgetIdle(): void {
    for (const folder of folders.values()) {
      const isIdle = folder.running.size === 0 && now() - folder.idleSinceMs >= FRESH_MS
      if (isIdle) folder.listing = undefined
    }
  }

  function note(path: string, name: string, { batchId, partId }: NameOwner): void {
    const { finished } = at(path)
    const names = finished.get(batchId) ?? new Map()
    finished.delete(batchId)
    finished.set(batchId, names.set(nameKey(name), partId))
    const [oldest] = finished.keys()
    if (finished.size > MAX_BATCHES && oldest) finished.delete(oldest)
  }

  return {
    note,
    existing(path, batchId) {
      const folder = at(path)
      const isIdle = folder.running.size === 0
      const goesOn = folder.batchId === batchId && now() - folder.idleSinceMs < FRESH_MS
      if (isIdle && !goesOn) {
        folder.listing = undefined
        forgetIdle()
      }
      folder.batchId = batchId
      folder.listing ??= listingOf(path).catch((thrown) => {
        folder.listing = undefined
        throw thrown
      })
      return folder.listing
    },
    isTaken,
    take(path, name, owner) {
      if (isTaken(path, name, owner)) return false
      at(path).running.set(nameKey(name), owner)
      return true
    },
    release(path, name, used) {
      const folder = at(path)
      const key = nameKey(name)
      const owner = folder.running.get(key)
      folder.running.delete(key)
      if (used && owner !== undefined) {
        note(path, name, owner)
        folder.listing?.then((names) => names.add(key)).catch(() => undefined)
      }
      if (folder.running.size === 0) folder.idleSinceMs = now()
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
