import type { Job } from './job'

/** Whose key a job uses; undefined for links that are fetched as they are. */
export function connectionOf({ task }: Job): string | undefined {
  return task.direction === 'upload' ? task.connectionId : task.signed?.connectionId
}
