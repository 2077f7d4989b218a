import { join } from 'node:path'
import { numberedName } from '../../shared/local-name'
import type { ConflictPolicy } from '../../shared/settings'
import { AppError } from '../errors/app-error'
import { type FolderNames, nameKey } from './folder-names'
import { lstat } from './fs-calls'

/** `report (9999).pdf`: past it something is wrong with the naming, not with the name. */
const MAX_NUMBER = 10_000

export type NameRequest = {
  readonly folder: string
  /** Safe already. */
  readonly name: string
  readonly conflict: ConflictPolicy
  readonly batchId: string
  /** Keeps part files apart: the id of the transfer. */
  readonly partId: string
}

/**
 * Takes a name for a download: what is on disk is treated as the policy says, what another
 * download of the app has (or had, in this batch) is never touched: that one is numbered.
 * @returns undefined when the policy is `skip` and the name exists
 * @throws AppError FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE | NO_FREE_NAME
 */
export async function chooseName(
  names: FolderNames,
  request: NameRequest,
): Promise<string | undefined> {
  const { folder, name, conflict } = request
  const listing = await names.existing(folder, request.batchId)
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const candidate = number === 1 ? name : numberedName(name, number)
    if (names.isTaken(folder, candidate, request)) continue
    const isListed = listing.has(nameKey(candidate))
    if (isListed && conflict === 'number') continue
    // What takes the name after the listing is met in the end: then the file gets the next number.
    if (conflict !== 'number') {
      const onDisk = await kindOf(join(folder, candidate))
      if (conflict === 'overwrite' && onDisk === 'folder') continue
      if (conflict === 'skip' && (onDisk !== 'nothing' || isListed)) return undefined
    }
    // The look at the disk took its time: somebody else may have been quicker.
    if (names.take(folder, candidate, request)) return candidate
  }
  throw new AppError('NO_FREE_NAME', { name })
}

async function kindOf(path: string): Promise<'nothing' | 'file' | 'folder'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file'
  } catch {
    return 'nothing'
  }
}
