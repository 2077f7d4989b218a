import type { Verification } from '../../shared/transfer'
import { AppError } from '../errors/app-error'
import { passAll } from '../files/pace'
import type { TargetFile } from '../files/target-file'
import { newCrc64, type RunningCrc64 } from '../oss/crc64'
import type { Incoming, OpenIncoming, ResumePoint } from './incoming'
import type { DownloadTask, RunContext } from './job'
import { retrying } from './retrying'
import { checksumMismatch } from './upload-single'

/** Where a download stands; changed in place while bytes arrive. */
export type Progress = { position: number; crc: RunningCrc64; validator: string | undefined }

/**
 * Reads until all is here, opening the link again where the connection was lost, and checks it.
 * @param first the answer that is open already
 * @throws AppError BODY_CUT_SHORT | CHECKSUM_MISMATCH | DISK_FULL | CANCELLED | what `open` throws
 */
export async function fetchAll(
  open: OpenIncoming,
  task: DownloadTask,
  target: TargetFile,
  progress: Progress,
  first: Incoming,
  context: RunContext,
): Promise<Verification> {
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

/** From where a later answer may go on; undefined when nothing can be gone on with. */
export function resumePoint({ position, validator }: Progress): ResumePoint | undefined {
  return position > 0 && validator !== undefined ? { first: position, validator } : undefined
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
    if (thrown instanceof AppError && thrown.code === 'OBJECT_CHANGED') {
      progress.validator = undefined
    }
    throw thrown
  }
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
      // Afterwards: what is here is kept and shown, and only the next bytes have to wait.
      if (context.pace) await passAll(context.pace, chunk.length, context.signal)
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
