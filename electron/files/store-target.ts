import { join } from 'node:path'
import type { Block } from '../bytes/block'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import type { NameRequest } from './choose-name'
import type { Disk, StoredPart } from './disk'
import type { FolderNames } from './folder-names'
import { unlink } from './fs-calls'
import { openedFile } from './opened-file'
import { IN_FOLDER, partNameOf } from './part-file'
import type { PlaceFirst } from './place-target'
import { claimName, type TargetFile, targetFile } from './target-file'

/** A name for a new file whose bytes will all be in one block. End it with `store` or `release`. */
export type ClaimedName = {
  /**
   * Has a disk thread make the part file, which it later gives its name. A failure frees the name.
   * @returns with the CRC64 (unsigned decimal) of what was written
   * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | DISK_FULL
   */
  store(content: Content): Promise<{ readonly target: TargetFile; readonly crc64: string }>
  /** Frees the name. */
  release(): void
}

type Content = { readonly block: Block; readonly sizeBytes: number }

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
  const { folder, partId } = request
  const named = await claimName(names, request)
  if (!named) return undefined
  const partName = partNameOf(named.wanted, partId)
  const partPath = join(folder, partName)
  const release = () => names.release(folder, named.name, false)
  return {
    async store(content) {
      const { fd, fileId, crc64 } = await storePart(disk, partPath, content).catch((thrown) => {
        release()
        throw thrown
      })
      const handle = openedFile(fd)
      const placeFirst: PlaceFirst = async (to, isOver) =>
        disk.place({ fd: await handle.handOver(), from: partPath, to, isOver })
      const part = { handle, partName, keptBytes: 0, fileId }
      return { target: targetFile(names, named, part, placeFirst), crc64 }
    },
    release,
  }
}

async function storePart(
  disk: Disk,
  path: string,
  { block, sizeBytes }: Content,
): Promise<StoredPart> {
  try {
    return await disk.storePart(path, block, sizeBytes)
  } catch (thrown) {
    // Of a thread that died.
    if (thrown instanceof AppError) await unlink(path).catch(() => undefined)
    throw fileError(thrown, { ...IN_FOLDER, expectedBytes: sizeBytes })
  }
}
