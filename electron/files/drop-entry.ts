import type { Stats } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { AppErrorInfo } from '../../shared/errors'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'

/** A file of a drop. `relativeFolder` begins with the dropped folder's own name; '' for a file. */
export type DroppedFile = {
  readonly kind: 'file'
  readonly path: string
  readonly fileName: string
  readonly relativeFolder: string
  readonly sizeBytes: number
  readonly mtimeMs: number
}

export type LeftOutReason = 'junk' | 'hidden' | 'link' | 'special'

/** What one step of a walk found. `name` is the path below the drop, with '/'. */
export type DropEntry =
  | DroppedFile
  | { readonly kind: 'problem'; readonly name: string; readonly error: AppErrorInfo }
  | { readonly kind: 'left-out'; readonly name: string; readonly reason: LeftOutReason }

/** Joins what is below the drop; '' begins. */
export function below(relativeFolder: string, name: string): string {
  return relativeFolder === '' ? name : `${relativeFolder}/${name}`
}

/**
 * The entry of anything that is no folder.
 * @param follow whether a link is taken for the file it leads to
 */
export async function entryOf(
  path: string,
  relativeFolder: string,
  stats: Stats,
  follow: boolean,
): Promise<DropEntry> {
  const fileName = basename(path)
  const name = below(relativeFolder, fileName)
  try {
    const target = stats.isSymbolicLink() && follow ? await stat(path) : stats
    if (target.isSymbolicLink() || target.isDirectory()) return leftOut(name, 'link')
    if (!target.isFile()) return leftOut(name, 'special')
    // Worth a question only where not everybody may read: it doubles the cost of a walk.
    if ((target.mode & 0o444) !== 0o444) await access(path, constants.R_OK)
    const { size: sizeBytes, mtimeMs } = target
    return { kind: 'file', path, fileName, relativeFolder, sizeBytes, mtimeMs }
  } catch (thrown) {
    return fileProblem(name, thrown)
  }
}

/** @param name below the drop */
export function leftOut(name: string, reason: LeftOutReason): DropEntry {
  return { kind: 'left-out', name, reason }
}

/** A file that can't be looked at. @param name below the drop */
export function fileProblem(name: string, thrown: unknown): DropEntry {
  return { kind: 'problem', name, error: fileError(thrown, { name: basename(name) }).info }
}

/** A folder that can't be read, or was only in part. @param name below the drop */
export function folderProblem(name: string, thrown: unknown): DropEntry {
  const { info } = fileError(thrown, {
    name: basename(name),
    missing: 'FOLDER_NOT_FOUND',
    denied: 'FOLDER_UNREADABLE',
  })
  return { kind: 'problem', name, error: info }
}

/** A dropped folder without a single file below it: OSS has no folders, so there is nothing to send. */
export function emptyFolder(name: string): DropEntry {
  const { info } = new AppError('FOLDER_EMPTY', { name })
  return { kind: 'problem', name, error: info }
}
