import type { NamingInput } from '../../shared/ipc/contract'
import { checkCustomName, checkDirectory } from '../../shared/object-key'
import { createKeyPlanner } from '../../shared/plan-keys'
import type { ConflictPolicy } from '../../shared/settings'
import { AppError } from '../errors/app-error'
import { type Job, newJob } from './job'
import type { StagedSource } from './staging'

export type UploadChoices = {
  readonly connectionId: string
  readonly bucket: string
  readonly naming: NamingInput
  readonly conflict: ConflictPolicy
  readonly validitySeconds: number
}

/**
 * Checks the form's choices before anything is taken from the staging area, so that a wrong
 * directory loses nothing.
 * @throws AppError KEY_INVALID with the naming problem
 */
export function checkNaming(naming: NamingInput): void {
  const directory = checkDirectory(naming.directory)
  if (!directory.ok) throw new AppError('KEY_INVALID', { problem: directory.problem })
  if (naming.customName === undefined || naming.customName.trim() === '') return
  const name = checkCustomName(naming.customName)
  if (!name.ok) throw new AppError('KEY_INVALID', { problem: name.problem })
}

/**
 * The jobs of one batch, in drop order. A file whose key breaks a rule becomes a failed row that
 * says why; the others go on.
 */
export function uploadJobs(
  files: readonly StagedSource[],
  choices: UploadChoices,
  batchId: string,
  nowMs: number,
): readonly Job[] {
  const planKey = createKeyPlanner(
    files.length === 1 ? choices.naming : { ...choices.naming, customName: undefined },
  )
  return files.map((file, order) => {
    const planned = planKey(file)
    const row = {
      id: file.id,
      direction: 'upload' as const,
      batchId,
      order,
      name: file.fileName,
      source: file.relativeFolder,
      sizeBytes: file.sizeBytes,
      addedAtMs: nowMs,
      connectionId: choices.connectionId,
      bucket: choices.bucket,
      validitySeconds: choices.validitySeconds,
      ...(planned.ok ? { objectKey: planned.key } : {}),
    }
    const job = newJob(row, {
      direction: 'upload',
      path: file.path,
      connectionId: choices.connectionId,
      plannedKey: planned.ok ? planned.key : '',
      conflict: choices.conflict,
      ...(planned.ok ? {} : { namingProblem: planned.problem }),
    })
    return planned.ok ? job : failedJob(job, planned.problem, nowMs)
  })
}

function failedJob(job: Job, problem: string, nowMs: number): Job {
  const error = new AppError('KEY_INVALID', { problem, name: job.row.name }).info
  return {
    ...job,
    row: { ...job.row, state: { status: 'failed', error, attempts: 0, finishedAtMs: nowMs } },
  }
}
