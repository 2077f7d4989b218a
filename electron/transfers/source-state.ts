import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { UnfinishedUpload } from '../../shared/unfinished'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import { fileChanged } from '../files/read-blocks'
import type { BegunTask } from './begun-uploads'

/**
 * Looks whether the file of an upload is still the one it was begun with.
 * @throws AppError FILE_CHANGED | FILE_NOT_FOUND | FILE_UNREADABLE
 */
export async function assertSource({ path, multipart: { source } }: BegunTask): Promise<void> {
  const name = basename(path)
  const found = await stat(path).catch((thrown) => {
    throw fileError(thrown, { name })
  })
  const same =
    found.size === source.sizeBytes &&
    found.mtimeMs === source.mtimeMs &&
    found.ino === source.inode
  if (!same) throw fileChanged(name)
}

/** The same as a word; a file that can't be looked at counts as missing. */
export async function sourceState(task: BegunTask): Promise<UnfinishedUpload['source']> {
  try {
    await assertSource(task)
    return 'there'
  } catch (thrown) {
    return thrown instanceof AppError && thrown.code === 'FILE_CHANGED' ? 'changed' : 'missing'
  }
}
