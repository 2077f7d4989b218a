import { stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { OssClient } from '../oss/oss-types'
import type { Job } from './job'
import { abortOnServer } from './run-upload'

/** What unfinished jobs leave on disk and server, and how it is found and removed. */
export type LeftBehind = {
  /** Bytes of a kept part file; 0 when it is gone. */
  keptBytes(folder: string, partName: string): Promise<number>
  /** Removes sent parts from the server and the part file from the folder; never throws. */
  discard(job: Job): void
}

export function createLeftBehind(deps: {
  clientOf: (connectionId: string) => Promise<OssClient>
  warn: (message: string, details?: unknown) => void
}): LeftBehind {
  async function removeAll({ task }: Job): Promise<void> {
    if (task.direction === 'download') {
      if (task.part) await unlink(partPath(task.folder, task.part.name))
    } else if (task.multipart) {
      await abortOnServer(await deps.clientOf(task.connectionId), task.multipart)
    }
  }
  return {
    async keptBytes(folder, partName) {
      const found = await stat(partPath(folder, partName)).catch(() => undefined)
      return found?.size ?? 0
    },
    discard(job) {
      removeAll(job).catch((thrown) => deps.warn('Something was left behind', thrown))
    },
  }
}

/** A journal that was tampered with must not lead out of the folder. */
function partPath(folder: string, partName: string): string {
  return join(folder, basename(partName))
}
