import type { TransferRow, Verification } from '../../shared/transfer'
import { AppError } from '../errors/app-error'
import type { FolderNames } from '../files/folder-names'
import { ensureFreeSpace } from '../files/free-space'
import { claimTarget, type TargetFile } from '../files/target-file'
import { newCrc64 } from '../oss/crc64'
import { nameOfDownload } from './download-name'
import { fetchAll, type Progress, resumePoint } from './fetch-all'
import type { Incoming, OpenIncoming, ResumePoint } from './incoming'
import type { DownloadTask, Outcome, RunContext } from './job'

export type RunDownloadDeps = {
  readonly open: OpenIncoming
  /** Names that downloads of this app hold, so that two of one name are both kept. */
  readonly names: FolderNames
  /** Bytes of a kept part file; 0 when it is gone. */
  readonly keptBytes: (folder: string, partName: string) => Promise<number>
  /** By default the real disk's. @throws AppError DISK_FULL */
  readonly ensureRoom?: (folder: string, expectedBytes: number) => Promise<void>
}

/**
 * Fetches one link into a part file beside its target, goes on where an earlier attempt stopped,
 * checks length and CRC64, then gives the file its name in one step.
 * @throws AppError; the part file is kept when another try may go on with it, else removed
 */
export async function runDownload(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  context: RunContext,
): Promise<Outcome> {
  const resume = await keptPoint(deps, task)
  const first = await deps.open(task, resume, context.signal)
  try {
    return await store(deps, row, task, first, resume, context)
  } finally {
    first.close()
  }
}

async function store(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  first: Incoming,
  resume: ResumePoint | undefined,
  context: RunContext,
): Promise<Outcome> {
  const goesOn = resume !== undefined && first.first === resume.first
  const { name, body } = goesOn
    ? { name: row.name, body: first.body }
    : await nameOfDownload(first, task)
  if (first.sizeBytes !== undefined) {
    await (deps.ensureRoom ?? ensureFreeSpace)(task.folder, first.sizeBytes - first.first)
  }
  const target = await claimTarget(deps.names, {
    folder: task.folder,
    name,
    conflict: task.conflict,
    batchId: row.batchId,
    partId: row.id,
    keptPart: goesOn ? task.part?.name : undefined,
  })
  if (!target) return { kind: 'skipped', reason: 'exists' }
  context.learn({
    name: target.name,
    ...(first.sizeBytes === undefined ? {} : { sizeBytes: first.sizeBytes }),
    ...(first.contentType ? { contentType: first.contentType } : {}),
  })
  const progress = await progressOf(target, goesOn ? resume : undefined, first).catch(
    async (thrown) => {
      await target.discard()
      throw thrown
    },
  )
  try {
    await rememberPart(target, progress, context)
    const verification = await fetchAll(
      deps.open,
      task,
      target,
      progress,
      { ...first, body },
      context,
    )
    return await finish(target, verification, context)
  } catch (thrown) {
    await putDown(target, progress, thrown, context)
    throw thrown
  }
}

async function keptPoint(
  deps: RunDownloadDeps,
  task: DownloadTask,
): Promise<ResumePoint | undefined> {
  if (task.part === undefined) return undefined
  const first = await deps.keptBytes(task.folder, task.part.name)
  return first > 0 ? { first, validator: task.part.validator } : undefined
}

/** Where to begin; bytes that are on disk already are summed again, so that the checksum is of all. */
async function progressOf(
  target: TargetFile,
  resume: ResumePoint | undefined,
  first: Incoming,
): Promise<Progress> {
  const crc = await newCrc64()
  if (resume === undefined) return { position: 0, crc, validator: first.validator }
  for await (const _chunk of target.read(0, resume.first, { checksum: crc })) {
    // Read for its checksum alone.
  }
  return { position: resume.first, crc, validator: first.validator }
}

async function rememberPart(
  target: TargetFile,
  { validator }: Progress,
  context: RunContext,
): Promise<void> {
  const part = validator === undefined ? undefined : { name: target.partName, validator }
  await context.remember({ part })
}

/** Keeps the part file where a later try can go on with it, else removes it. */
async function putDown(
  target: TargetFile,
  progress: Progress,
  thrown: unknown,
  context: RunContext,
): Promise<void> {
  const isCancelled = thrown instanceof AppError && thrown.code === 'CANCELLED'
  const mayGoOn = isCancelled
    ? context.keepsWork()
    : thrown instanceof AppError && thrown.info.retry !== 'never'
  if (mayGoOn && resumePoint(progress) !== undefined) {
    await rememberPart(target, progress, context)
    await target.keep()
    return
  }
  await target.discard()
  await context.remember({ part: undefined })
}

async function finish(
  target: TargetFile,
  verification: Verification,
  context: RunContext,
): Promise<Outcome> {
  const placed = await target.commit()
  if (placed.kind === 'skipped') return { kind: 'skipped', reason: 'exists' }
  context.learn({ name: placed.name })
  context.saved(placed.path)
  return { kind: 'done', verification }
}
