import { join } from 'node:path'
import type { Block } from '../bytes/block'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import type { NameRequest } from './choose-name'
import type { Disk, StoredFile, StoredPart, Storing } from './disk'
import type { FolderNames } from './folder-names'
import { unlink } from './fs-calls'
import { openedFile } from './opened-file'
import { IN_FOLDER, partNameOf } from './part-file'
import { dropOldName } from './place-file'
import type { PlaceFirst } from './place-target'
import { claimName, type TargetFile, targetFile } from './target-file'

/** A name for a new file whose bytes will all be in one block. End it with `store` or `release`. */
export type ClaimedName = {
  /** The name it will have, if nobody takes that meanwhile. */
  readonly name: string
  /** Of the file in which its bytes are before. */
  readonly partName: string
  /**
   * Has a disk thread make the file. A failure frees the name.
   * @returns the file under its name, or, where that takes more, its part file with the CRC64
   * (unsigned decimal) of what was written
   * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | DISK_FULL
   */
  store(content: Content): Promise<Stored>
  /** Frees the name. */
  release(): void
}

export type Content = {
  readonly block: Block
  readonly sizeBytes: number
  /** What its bytes must sum up to (unsigned decimal); without it there is a part file at first. */
  readonly crc64?: string | undefined
}

export type Stored =
  | { readonly kind: 'placed'; readonly path: string }
  | { readonly kind: 'part'; readonly target: TargetFile; readonly crc64: string }

/**
 * `claimTarget` for a small file: nothing is on disk before its bytes are here.
 * @returns undefined when the policy is `skip` and the name exists
 * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | NO_FREE_NAME
 */
export async function claimForSmall(
  disk: Disk,
  names: FolderNames,
  request: NameRequest,
): Promise<ClaimedName | undefined> {
  const { folder, partId, conflict } = request
  const named = await claimName(names, request)
  if (!named) return undefined
  const { name } = named
  const partName = partNameOf(named.wanted, partId)
  const partPath = join(folder, partName)
  const path = join(folder, name)

  const store = async ({ block, sizeBytes, crc64 }: Content): Promise<Stored> => {
    const isOver = conflict === 'overwrite'
    const as = crc64 === undefined ? undefined : { to: path, isOver, crc64 }
    const stored = await storeIn(disk, { path: partPath, sizeBytes, as }, block)
    if (stored.kind === 'placed') {
      if (stored.isLinked) await dropOldName(partPath).catch(inFolder)
      names.release(folder, name, true)
      return { kind: 'placed', path }
    }
    const { fd, fileId } = stored
    const handle = openedFile(fd)
    const placeFirst: PlaceFirst = async (to, isOver) =>
      disk.place({ fd: await handle.handOver(), from: partPath, to, isOver })
    const part = { handle, partName, keptBytes: 0, fileId }
    const target = targetFile(names, named, part, placeFirst)
    return { kind: 'part', target, crc64: stored.crc64 }
  }

  const release = () => names.release(folder, name, false)
  return {
    name,
    partName,
    async store(content) {
      try {
        return await store(content)
      } catch (thrown) {
        release()
        throw thrown
      }
    },
    release,
  }
}

function inFolder(thrown: unknown): never {
  throw fileError(thrown, IN_FOLDER)
}

async function storeIn(
  disk: Disk,
  storing: Storing,
  block: Block,
): Promise<StoredPart | StoredFile> {
  try {
    return await disk.store(storing, block)
  } catch (thrown) {
    // Of a thread that died.
    if (thrown instanceof AppError) await unlink(storing.path).catch(() => undefined)
    throw fileError(thrown, { ...IN_FOLDER, expectedBytes: storing.sizeBytes })
  }
}
