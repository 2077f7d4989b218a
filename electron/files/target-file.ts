import { join } from 'node:path'
import { safeLocalName } from '../../shared/local-name'
import { fileError } from '../errors/from-errno'
import { chooseName, type NameRequest } from './choose-name'
import type { FolderNames } from './folder-names'
import { unlink } from './fs-calls'
import type { OpenedFile, OpenFile } from './opened-file'
import { IN_FOLDER, isPartNameOf, openPart, partNameOf, syncFolder, writeAt } from './part-file'
import { type PlaceFirst, placeTarget } from './place-target'

export type TargetRequest = NameRequest & {
  /** The part file that an earlier attempt kept (`TargetFile.partName`), to go on with. */
  readonly keptPart?: string | undefined
  /** The part file of an earlier attempt whose bytes are of no use: the new one takes its place. */
  readonly stalePart?: string | undefined
}

/** What became of a finished download. */
export type Placed =
  | { readonly kind: 'done'; readonly path: string; readonly name: string }
  | { readonly kind: 'skipped' }

export type CommitOptions = {
  /** False spares the two fsyncs, which a batch of tiny files feels. */
  readonly durable?: boolean
  /** The file gets its name when this is done. */
  readonly after?: Promise<void>
}

/** A file that is being downloaded. End it with `commit`, `keep` or `discard`; a
 * failed `commit` leaves the part file, to be kept or discarded. */
export type TargetFile = {
  /** The name it will have; `commit` says the final one. */
  readonly name: string
  readonly partName: string
  /** Of the part file, and so of the file under its final name (`fileIdOf`). */
  readonly fileId: string
  /** Bytes in the part file when it was opened; 0 for a new one. */
  readonly keptBytes: number
  /** Positional: ranges arrive in any order. @throws AppError DISK_FULL | FOLDER_NOT_WRITABLE */
  write(bytes: Uint8Array, position: number): Promise<void>
  /** Cuts or extends the part file; 0 starts over. */
  truncate(length: number): Promise<void>
  /**
   * Puts the file under its name, in one step and without ever overwriting what `conflict` does
   * not allow; a name that was taken meanwhile is numbered or skipped.
   */
  commit(options?: CommitOptions): Promise<Placed>
  /** Leaves the part file for a later attempt. */
  keep(): Promise<void>
  /** Removes the part file. */
  discard(): Promise<void>
}

/**
 * Takes a name in a folder and opens the part file beside it. Any text is a name: what is unsafe
 * in it is replaced, and the file never lies outside `folder`.
 * @returns undefined when the policy is `skip` and the name exists
 * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | DISK_FULL | NO_FREE_NAME
 */
export async function claimTarget(
  names: FolderNames,
  request: TargetRequest,
  openFile?: OpenFile,
): Promise<TargetFile | undefined> {
  const { folder, partId, keptPart, stalePart } = request
  const named = await claimName(names, request)
  if (!named) return undefined
  try {
    const isStale = stalePart !== undefined && isPartNameOf(stalePart, partId)
    // Not by the number that the name may get: a crash may come before the part file is on record,
    // and the next run, which may get another number, has to find it nevertheless.
    const partName = isStale ? stalePart : partNameOf(named.wanted, partId)
    const part = await openPart(folder, partName, keptPart, openFile)
    return targetFile(names, named, part)
  } catch (thrown) {
    names.release(folder, named.name, false)
    throw thrown
  }
}

/**
 * Takes a name, to be released at the end.
 * @returns with the name that was wanted; undefined when the policy is `skip` and the name exists
 * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | NO_FREE_NAME
 */
export async function claimName<T extends NameRequest>(
  names: FolderNames,
  request: T,
): Promise<(T & { readonly wanted: string }) | undefined> {
  const wanted = safeLocalName(request.name)
  const name = await chooseName(names, { ...request, name: wanted })
  return name === undefined ? undefined : { ...request, name, wanted }
}

/** @param placeFirst closes the part file and tries the usual way, in one go */
export function targetFile(
  names: FolderNames,
  request: NameRequest,
  part: { handle: OpenedFile; partName: string; keptBytes: number; fileId: string },
  placeFirst?: PlaceFirst,
): TargetFile {
  const { folder } = request
  const { handle, partName, keptBytes, fileId } = part
  const partPath = join(folder, partName)
  // The name that is held until the end; `commit` may have to change it.
  const held = { name: request.name }

  let ended = false
  async function end(used: boolean): Promise<void> {
    // After a failed `commit` comes `keep` or `discard`: by then the name may be somebody else's.
    if (ended) return
    ended = true
    names.release(folder, held.name, used)
    await handle.close()
  }

  return {
    name: request.name,
    partName,
    fileId,
    keptBytes,
    write: (bytes, position) => writeAt(handle, bytes, position),
    async truncate(length) {
      await handle.truncate(length).catch((thrown) => {
        throw fileError(thrown, IN_FOLDER)
      })
    },

    async commit({ durable = true, after } = {}) {
      let placed = false
      try {
        await Promise.all([durable ? handle.sync() : undefined, after])
        // Windows renames no file that is open.
        if (!placeFirst) await handle.close()
        placed = await placeTarget(names, request, partPath, held, placeFirst)
        if (placed && durable) await syncFolder(folder)
        if (!placed) await unlink(partPath)
      } catch (thrown) {
        throw fileError(thrown, IN_FOLDER)
      } finally {
        await end(placed)
      }
      const { name } = held
      return placed ? { kind: 'done', path: join(folder, name), name } : { kind: 'skipped' }
    },

    keep: () => end(false),

    async discard() {
      await end(false)
      await unlink(partPath).catch(() => undefined)
    },
  }
}
