import { type DownloadTask, type Job, newJob, type UploadTask } from '../../electron/transfers/job'
import type { AppErrorInfo } from '../../shared/errors'
import type { TransferRow } from '../../shared/transfer'

const rowOf = (id: string): Omit<TransferRow, 'state' | 'direction'> => ({
  id,
  batchId: 'b',
  order: 0,
  name: id,
  source: '',
  addedAtMs: 0,
})

/** An upload that waits for its first attempt. */
export function anUpload(id: string, change: Partial<UploadTask> = {}): Job {
  const task = { path: `/x/${id}`, connectionId: 'c', plannedKey: id, conflict: 'number' } as const
  return newJob({ ...rowOf(id), direction: 'upload' }, { direction: 'upload', ...task, ...change })
}

/** A download of a public link that waits for its first attempt. */
export function aDownload(id: string, change: Partial<DownloadTask> = {}, sizeBytes?: number): Job {
  const task = { url: `https://files.example.com/${id}`, folder: '/d', conflict: 'number' } as const
  return newJob(
    { ...rowOf(id), direction: 'download', ...(sizeBytes === undefined ? {} : { sizeBytes }) },
    { direction: 'download', ...task, ...change },
  )
}

/** A failure as the queue judges it. */
export function anError(
  code: AppErrorInfo['code'],
  params: AppErrorInfo['params'] = {},
  retry: AppErrorInfo['retry'] = 'automatic',
): AppErrorInfo {
  return { code, params, retry }
}
