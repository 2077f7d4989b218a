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
  /** A custom name counts only for a file that is alone. */
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
 * Makes the jobs of one batch, in drop order, slice by slice as its files are found. A file whose
 * key breaks a rule becomes a failed row that says why; the others go on.
 */
export async function* uploadJobs(
  slices: AsyncIterable<readonly StagedSource[]>,
  choices: UploadChoices,
  batchId: string,
  nowMs: number,
): AsyncGenerator<readonly Job[]> {
  const planKey = createKeyPlanner(choices.naming)
  let order = 0
  for await (const files of slices) {
    yield files.map((file) => {
      const job = uploadJob(file, planKey(file), { choices, batchId, nowMs, order })
      order += 1
      return job
    })
  }
}

type Planned = ReturnType<ReturnType<typeof createKeyPlanner>>

function uploadJob(
  file: StagedSource,
  planned: Planned,
  batch: {
    readonly choices: UploadChoices
    readonly batchId: string
    readonly nowMs: number
    readonly order: number
  },
): Job {
  const { connectionId, bucket, validitySeconds, conflict } = batch.choices
  const row = {
    id: file.id,
    direction: 'upload' as const,
    batchId: batch.batchId,
    order: batch.order,
    name: file.fileName,
    source: file.relativeFolder,
    sizeBytes: file.sizeBytes,
    addedAtMs: batch.nowMs,
    connectionId,
    bucket,
    validitySeconds,
    ...(planned.ok ? { objectKey: planned.key } : {}),
  }
  const job = newJob(row, {
    direction: 'upload',
    path: file.path,
    connectionId,
    plannedKey: planned.ok ? planned.key : '',
    conflict,
    ...(planned.ok ? {} : { namingProblem: planned.problem }),
  })
  return planned.ok ? job : failedJob(job, planned.problem, batch.nowMs)
}

function failedJob(job: Job, problem: string, nowMs: number): Job {
  const error = new AppError('KEY_INVALID', { problem, name: job.row.name }).info
  return {
    ...job,
    row: { ...job.row, state: { status: 'failed', error, attempts: 0, finishedAtMs: nowMs } },
  }
}
