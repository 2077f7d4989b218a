import { basename, dirname } from 'node:path'
import type { FolderNames } from '../files/folder-names'
import type { Job } from './job'

/**
 * Jobs of earlier starts as they are read; the names of the files that they have fetched are noted
 * on the way. Two links of one paste may lead to files of one name: both are kept, also where a file
 * that was there before would be replaced or left alone, and also when the app started anew between
 * them. An unfinished one may have got its name in the moment of a crash: it is not for others
 * before it has looked. (Where files are numbered, what lies in the folder says enough.)
 */
export async function* notingNames(
  names: Pick<FolderNames, 'note'>,
  slices: AsyncIterable<readonly Job[]>,
): AsyncGenerator<readonly Job[]> {
  for await (const jobs of slices) {
    for (const job of jobs) note(names, job)
    yield jobs
  }
}

function note(names: Pick<FolderNames, 'note'>, { row, task }: Job): void {
  if (task.direction === 'upload' || task.conflict === 'number') return
  const owner = { batchId: row.batchId, partId: row.id }
  if (row.state.status === 'done' && task.savedPath !== undefined) {
    names.note(dirname(task.savedPath), basename(task.savedPath), owner)
  } else if (task.part) names.note(task.folder, row.name, owner)
}
