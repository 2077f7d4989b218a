import { basename, dirname } from 'node:path'
import type { FolderNames } from '../files/folder-names'
import type { Job } from './job'

/**
 * Jobs of earlier starts as they are read; the names of the files that they have fetched are noted
 * on the way. Two links of one paste may lead to files of one name: both are kept, also where a file
 * that was there before would be replaced or left alone, and also when the app started anew between
 * them. (Where files are numbered, what lies in the folder says enough.)
 */
export async function* notingNames(
  names: Pick<FolderNames, 'note'>,
  slices: AsyncIterable<readonly Job[]>,
): AsyncGenerator<readonly Job[]> {
  for await (const jobs of slices) {
    for (const { row, task } of jobs) {
      if (row.state.status !== 'done' || task.direction === 'upload') continue
      if (task.conflict === 'number' || task.savedPath === undefined) continue
      names.note(dirname(task.savedPath), basename(task.savedPath), row.batchId)
    }
    yield jobs
  }
}
