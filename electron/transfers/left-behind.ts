import { rm } from 'node:fs/promises'
import type { AppErrorInfo } from '../../shared/errors'
import { errorInfoOf } from '../errors/app-error'
import type { OssClient } from '../oss/oss-types'
import { abortAll } from './abort-upload'
import type { Job } from './job'
import { partPath } from './kept-part'

/** What unfinished jobs leave on disk and server, and how it is removed. */
export type LeftBehind = {
  /**
   * Removes sent parts from the server and the part file from the folder; never throws.
   * @param whenLeft told why something of it is still there
   */
  discard(job: Job, whenGone: () => void, whenLeft?: (error: AppErrorInfo) => void): void
}

export function createLeftBehind(deps: {
  clientOf: (connectionId: string) => Promise<OssClient>
  warn: (message: string, details?: unknown) => void
}): LeftBehind {
  async function removeAll({ task }: Job): Promise<void> {
    if (task.direction === 'download') {
      if (task.part) await rm(partPath(task.folder, task.part.name), { force: true })
    } else if (task.multipart || task.initiating) {
      await abortAll(await deps.clientOf(task.connectionId), task)
    }
  }
  return {
    discard(job, whenGone, whenLeft) {
      removeAll(job).then(whenGone, (thrown) => {
        deps.warn('Something was left behind', thrown)
        whenLeft?.(errorInfoOf(thrown))
      })
    },
  }
}
