import { join } from 'node:path'
import { safeLocalName } from '../../shared/local-name'
import { fileError } from '../errors/from-errno'
import { chooseName, type NameRequest } from './choose-name'
import type { FolderNames } from './folder-names'
import { unlink } from './fs-calls'
import type { OpenedFile, OpenFile } from './opened-file'
import { IN_FOLDER, isPartNameOf, openPart, partNameOf, syncFolder, writeAt } from './part-file'
import { placeNew, placeOver } from './place-file'

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
   * @param options.durable false spares the two fsyncs, which a batch of tiny files feels
   */
  commit(options?: { readonly durable?: boolean }): Promise<Placed>
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
  const wanted = safeLocalName(request.name)
  const name = await chooseName(names, { ...request, name: wanted })
  if (name === undefined) return undefined
  try {
    const isStale = stalePart !== undefined && isPartNameOf(stalePart, partId)
    // Not by the number that the name may get: a crash may come before the part file is on record,
    // and the next run, which may get another number, has to find it nevertheless.
    const partName = isStale ? stalePart : partNameOf(wanted, partId)
    const part = await openPart(folder, partName, keptPart, openFile)
    return targetFile(names, { ...request, name }, part)
  } catch (thrown) {
    names.release(folder, name, false)
    throw thrown
  }
}

function targetFile(
  names: FolderNames,
  request: NameRequest,
  part: { handle: OpenedFile; partName: string; keptBytes: number; fileId: string },
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

    async commit({ durable = true } = {}) {
      let placed = false
      try {
        if (durable) await handle.sync()
        // Windows renames no file that is open.
        await handle.close()
        placed = await place(names, request, partPath, held)
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

/** @returns false when the name exists by now and the policy is to skip */
async function place(
  names: FolderNames,
  request: NameRequest,
  partPath: string,
  held: { name: string },
): Promise<boolean> {
  const { folder, conflict } = request
  for (;;) {
    const path = join(folder, held.name)
    if (conflict === 'overwrite') {
      await placeOver(partPath, path)
      return true
    }
    if (await placeNew(partPath, path)) return true
    if (conflict === 'skip') return false
    const next = await chooseName(names, request)
    names.release(folder, held.name, false)
    held.name = next ?? held.name
  }
}
