import type { TransferRow, Verification } from '../../shared/transfer'
import { AppError } from '../errors/app-error'
import type { FolderNames } from '../files/folder-names'
import { ensureFreeSpace } from '../files/free-space'
import { claimTarget, type TargetFile } from '../files/target-file'
import { newCrc64, type RunningCrc64 } from '../oss/crc64'
import { nameOfDownload } from './download-name'
import type { Incoming, OpenIncoming, ResumePoint } from './incoming'
import type { DownloadTask, Outcome, RunContext } from './job'
import { retrying } from './retrying'
import { checksumMismatch } from './upload-single'

export type RunDownloadDeps = {
  readonly open: OpenIncoming
  /** Names that downloads of this app hold, so that two of one name are both kept. */
  readonly names: FolderNames
}

/** Where a download stands; it survives a lost connection within one run. */
type Progress = { position: number; crc: RunningCrc64; validator: string | undefined }

/**
 * Fetches one link into a part file beside its target, goes on after a lost connection where it
 * stopped, checks length and CRC64, then gives the file its name in one step.
 * @throws AppError; the part file is gone then, and the folder as it was
 */
export async function runDownload(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  context: RunContext,
): Promise<Outcome> {
  const first = await deps.open(task, undefined, context.signal)
  try {
    return await store(deps, row, task, first, context)
  } finally {
    first.close()
  }
}

async function store(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  first: Incoming,
  context: RunContext,
): Promise<Outcome> {
  const { name, body } = await nameOfDownload(first, task)
  if (first.sizeBytes !== undefined) await ensureFreeSpace(task.folder, first.sizeBytes)
  const target = await claimTarget(deps.names, {
    folder: task.folder,
    name,
    conflict: task.conflict,
    batchId: row.batchId,
    partId: row.id,
  })
  if (!target) return { kind: 'skipped', reason: 'exists' }
  context.learn({
    name: target.name,
    ...(first.sizeBytes === undefined ? {} : { sizeBytes: first.sizeBytes }),
    ...(first.contentType ? { contentType: first.contentType } : {}),
  })
  try {
    const verification = await fetchAll(deps.open, task, target, { ...first, body }, context)
    return await finish(target, verification, context)
  } catch (thrown) {
    await target.discard()
    throw thrown
  }
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

/** Reads until all is here, opening the link again where the connection was lost. */
async function fetchAll(
  open: OpenIncoming,
  task: DownloadTask,
  target: TargetFile,
  first: Incoming,
  context: RunContext,
): Promise<Verification> {
  const progress: Progress = { position: 0, crc: await newCrc64(), validator: first.validator }
  let next: Incoming | undefined = first
  return retrying(context.signal, async () => {
    const incoming = next ?? (await reopen(open, task, progress, context.signal))
    next = undefined
    try {
      if (incoming.first !== progress.position) await startOver(target, progress)
      progress.validator = incoming.validator
      await receive(incoming, target, progress, context)
      return await verify(incoming, progress, context)
    } finally {
      incoming.close()
    }
  })
}

async function reopen(
  open: OpenIncoming,
  task: DownloadTask,
  progress: Progress,
  signal: AbortSignal,
): Promise<Incoming> {
  try {
    return await open(task, resumePoint(progress), signal)
  } catch (thrown) {
    // Another object by now: the next try takes it from its beginning.
    if (thrown instanceof AppError && thrown.code === 'OBJECT_CHANGED')
      progress.validator = undefined
    throw thrown
  }
}

function resumePoint({ position, validator }: Progress): ResumePoint | undefined {
  return position > 0 && validator !== undefined ? { first: position, validator } : undefined
}

/** The server sent all of it again, or of something new: what is here belongs to another time. */
async function startOver(target: TargetFile, progress: Progress): Promise<void> {
  await target.truncate(0)
  progress.position = 0
  progress.crc = await newCrc64()
}

async function receive(
  incoming: Incoming,
  target: TargetFile,
  progress: Progress,
  context: RunContext,
): Promise<void> {
  context.progress(progress.position)
  try {
    for await (const chunk of incoming.body) {
      if (context.signal.aborted) throw new AppError('CANCELLED')
      await target.write(chunk, progress.position)
      progress.crc.update(chunk)
      progress.position += chunk.length
      context.progress(progress.position)
    }
  } catch (thrown) {
    // A connection that breaks behind the last byte has brought everything.
    const complete = progress.position === incoming.sizeBytes && isLost(thrown)
    if (!complete) throw thrown
  }
}

function isLost(thrown: unknown): boolean {
  return thrown instanceof AppError && ['CONNECTION_LOST', 'STALLED'].includes(thrown.code)
}

async function verify(
  incoming: Incoming,
  progress: Progress,
  context: RunContext,
): Promise<Verification> {
  const { position, crc } = progress
  if (incoming.sizeBytes !== undefined && position !== incoming.sizeBytes) {
    throw new AppError(
      'BODY_CUT_SHORT',
      { expectedBytes: incoming.sizeBytes, receivedBytes: position },
      { retry: 'automatic' },
    )
  }
  context.verifying()
  context.learn({ sizeBytes: position })
  if (incoming.crc64 === undefined) return incoming.sizeBytes === undefined ? 'none' : 'length'
  const local = crc.decimal()
  if (local === incoming.crc64) return 'crc64'
  // Wrong bytes can't be gone on from.
  progress.validator = undefined
  throw checksumMismatch(local, incoming.crc64)
}
