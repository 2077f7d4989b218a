import { constants } from 'node:fs'
import { basename, join } from 'node:path'
import { cutToUtf8, utf8Length } from '../../shared/naming/utf8'
import { fileError } from '../errors/from-errno'
import { fileIdOf } from './file-id'
import { unlink } from './fs-calls'
import { type OpenedFile, type OpenFile, openFile } from './opened-file'
import { shareRuns } from './share-runs'

/** In download folders whatever fails is the folder's fault, not a source's. */
export const IN_FOLDER = { missing: 'FOLDER_NOT_FOUND', denied: 'FOLDER_NOT_WRITABLE' } as const

const NAME_MAX_BYTES = 255

/**
 * The name of the file in which a download grows, beside its target: `report.pdf.k3f9.part`. It is
 * seen in the folder, everybody knows `.part`, the id keeps two downloads of one name apart, and
 * it stays within 255 bytes.
 */
export function partNameOf(name: string, partId: string): string {
  const ending = endingOf(partId)
  return `${cutToUtf8(name, NAME_MAX_BYTES - utf8Length(ending))}${ending}`
}

/** Whether it is a part file of this transfer. A journal that was tampered with may say anything. */
export function isPartNameOf(partName: string, partId: string): boolean {
  return partName === basename(partName) && partName.endsWith(endingOf(partId))
}

function endingOf(partId: string): string {
  return `.${partId.replace(/[^A-Za-z0-9-]/g, '').slice(0, 40)}.part`
}

/**
 * Opens the part file that an earlier attempt kept, or a new and empty one.
 * @param open tests put a full disk in its place
 * @param keptName its name in the folder, when one was kept
 * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | DISK_FULL
 */
export async function openPart(
  folder: string,
  newName: string,
  keptName: string | undefined,
  open: OpenFile = openFile,
): Promise<{ handle: OpenedFile; partName: string; keptBytes: number; fileId: string }> {
  try {
    const kept = await openKept(folder, keptName, open)
    if (kept) return kept
    const path = join(folder, newName)
    const handle = await open(path, 'wx+').catch(async (thrown) => {
      if (thrown.code !== 'EEXIST') throw thrown
      // Left behind by a run that was killed: the id is ours, the bytes are of unknown worth.
      await unlink(path)
      return open(path, 'wx+')
    })
    const fileId = fileIdOf(await handle.stat({ bigint: true }))
    return { handle, partName: newName, keptBytes: 0, fileId }
  } catch (thrown) {
    throw fileError(thrown, IN_FOLDER)
  }
}

async function openKept(folder: string, name: string | undefined, open: OpenFile) {
  // A journal that was tampered with must not lead out of the folder.
  if (name === undefined || name !== basename(name) || !name.endsWith('.part')) return undefined
  try {
    const handle = await open(join(folder, name), 'r+')
    const stats = await handle.stat({ bigint: true })
    return { handle, partName: name, keptBytes: Number(stats.size), fileId: fileIdOf(stats) }
  } catch {
    return undefined
  }
}

/** @throws AppError DISK_FULL | FOLDER_NOT_WRITABLE */
export async function writeAt(
  handle: OpenedFile,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) {
      const length = bytes.length - done
      const { bytesWritten } = await handle.write(bytes, done, length, position + done)
      done += bytesWritten
    }
  } catch (thrown) {
    throw fileError(thrown, { ...IN_FOLDER, expectedBytes: bytes.length })
  }
}

/** One for each folder where downloads end just now. */
const folderSyncs = new Map<string, () => Promise<void>>()

/**
 * Makes the entries of a folder survive a power cut; where that is not possible (Windows), no-op.
 * Files that get their names at the same time share one sync.
 */
export async function syncFolder(folder: string): Promise<void> {
  const sync = folderSyncs.get(folder) ?? shareRuns(() => syncNow(folder))
  folderSyncs.set(folder, sync)
  await sync()
  if (folderSyncs.get(folder) === sync) folderSyncs.delete(folder)
}

async function syncNow(folder: string): Promise<void> {
  try {
    const handle = await openFile(folder, constants.O_RDONLY)
    await handle.sync().finally(() => handle.close())
  } catch {
    // The file itself is safe by now; a folder that can't be synced is no failure of the download.
  }
}
