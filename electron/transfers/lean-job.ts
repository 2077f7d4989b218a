import { leanRow, sameText } from '../../shared/lean-row'
import type { Job, Task } from './job'

/**
 * A job that was read from the journal, made of what the one before it holds already, where both
 * say the same. Jobs of one batch that were made together share it anyway.
 */
export function leanJob(job: Job, like: Job | undefined): Job {
  const row = leanRow(job.row, like?.row)
  return { row, task: leanTask(job.task, row, like?.task) }
}

function leanTask(task: Task, row: Job['row'], like: Task | undefined): Task {
  if (task.direction === 'download') {
    return like?.direction === 'download'
      ? { ...task, folder: sameText(task.folder, like.folder) }
      : task
  }
  const plannedKey = sameText(task.plannedKey, row.objectKey)
  return {
    ...task,
    connectionId: sameText(task.connectionId, row.connectionId),
    plannedKey,
    ...(task.sentKey === undefined ? {} : { sentKey: sameText(task.sentKey, plannedKey) }),
  }
}
