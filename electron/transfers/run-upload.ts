import { lookup } from 'mime-types'
import { numberedKey } from '../../shared/object-key'
import { AppError } from '../errors/app-error'
import type { OpenSource, SourceFile } from '../files/source-file'
import type { OssClient, UploadHeaders } from '../oss/oss-types'
import type { Outcome, RunContext, UploadTask } from './job'
import { MAX_OBJECT_BYTES, SINGLE_PUT_LIMIT_BYTES } from './part-plan'
import { type MultipartCheckpoint, uploadMultipart } from './upload-multipart'
import { type Stored, uploadSingle } from './upload-single'

/** `report (1000).pdf`: past it something is wrong with the naming, not with the name. */
const MAX_NUMBER = 1000

export type RunUploadDeps = {
  readonly openSource: OpenSource
  /** The client of a connection; throws CONNECTION_NOT_FOUND, SECRET_MISSING ... */
  readonly clientOf: (connectionId: string) => Promise<OssClient>
}

/**
 * Uploads one file under its planned key, or, when that is taken, under what the conflict policy says.
 * @throws AppError; CANCELLED after the multipart upload was aborted on the server
 */
export async function runUpload(
  deps: RunUploadDeps,
  task: UploadTask,
  context: RunContext,
): Promise<Outcome> {
  if (task.namingProblem !== undefined) {
    throw new AppError('KEY_INVALID', { problem: task.namingProblem })
  }
  const source = await deps.openSource(task.path, context.pace)
  try {
    if (source.sizeBytes > MAX_OBJECT_BYTES) throw new AppError('FILE_TOO_LARGE', {})
    const client = await deps.clientOf(task.connectionId)
    context.learn({ sizeBytes: source.sizeBytes })
    return await storeByPolicy(client, source, task, context)
  } finally {
    await source.close()
  }
}

async function storeByPolicy(
  client: OssClient,
  source: SourceFile,
  task: UploadTask,
  context: RunContext,
): Promise<Outcome> {
  const forbidOverwrite = task.conflict !== 'overwrite'
  const contentType = lookup(task.plannedKey) || 'application/octet-stream'
  const started = resumable(task.multipart, source)?.key
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const key = number === 1 ? task.plannedKey : numberedKey(task.plannedKey, number)
    // An upload that was begun under a number goes on under it.
    if (started !== undefined && started !== key) continue
    const mayBeOurs = key === task.sentKey || key === started
    if (number > 1 && !mayBeOurs && (await isTaken(client, key, context.signal))) continue
    try {
      const stored = await store(
        client,
        source,
        key,
        { contentType, forbidOverwrite },
        task,
        context,
      )
      context.learn({ objectKey: key, contentType })
      return { kind: 'done', verification: stored.confirmed ? 'crc64' : 'none' }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'OSS_ALREADY_EXISTS') throw thrown
      if (task.sentKey === key && (await isOurs(client, source, key, context))) {
        context.learn({ objectKey: key, contentType })
        return { kind: 'done', verification: 'crc64' }
      }
      if (task.conflict === 'skip') return { kind: 'skipped', reason: 'exists' }
    }
  }
  throw new AppError('NO_FREE_NAME', { key: task.plannedKey })
}

async function store(
  client: OssClient,
  source: SourceFile,
  key: string,
  headers: UploadHeaders,
  task: UploadTask,
  context: RunContext,
): Promise<Stored> {
  if (source.sizeBytes <= SINGLE_PUT_LIMIT_BYTES) {
    await rememberKey(task, key, context)
    return uploadSingle(client, source, key, headers, context)
  }
  let left = resumable(task.multipart, source)
  try {
    return await uploadMultipart(client, source, key, headers, context, left, (checkpoint) => {
      left = checkpoint
      return context.remember({ sentKey: key, multipart: checkpoint })
    })
  } catch (thrown) {
    if (left && endsUpload(thrown, context)) {
      await context.remember({ sentKey: key, multipart: undefined })
      await abortOnServer(client, left)
    }
    throw thrown
  }
}

/**
 * Notes the key before the first byte goes out, so that an object found there later is known for
 * ours. The planned key is journaled with the job itself: only a numbered one is news.
 */
async function rememberKey(task: UploadTask, key: string, context: RunContext): Promise<void> {
  if (task.sentKey !== key) await context.remember({ sentKey: key })
}

const ENDING_CODES: ReadonlySet<string> = new Set([
  'FILE_CHANGED',
  'OSS_ALREADY_EXISTS',
  'CHECKSUM_MISMATCH',
  'OSS_NO_SUCH_UPLOAD',
])

/** Failures after which the sent parts are of no use to anybody. */
function endsUpload(thrown: unknown, context: RunContext): boolean {
  if (!(thrown instanceof AppError)) return false
  return thrown.code === 'CANCELLED' ? !context.keepsWork() : ENDING_CODES.has(thrown.code)
}

/**
 * Parts are billed until they are aborted, and a part in flight during the abort survives it
 * (AbortMultipartUpload page), hence twice. Failing here must not hide why the upload ended.
 */
export async function abortOnServer(
  client: OssClient,
  checkpoint: MultipartCheckpoint,
): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await client.abortMultipart(checkpoint.key, checkpoint.uploadId).catch(() => undefined)
  }
}

/** A checkpoint counts only for the very file it was made from. */
function resumable(
  checkpoint: MultipartCheckpoint | undefined,
  source: SourceFile,
): MultipartCheckpoint | undefined {
  const same =
    checkpoint !== undefined &&
    checkpoint.source.sizeBytes === source.sizeBytes &&
    checkpoint.source.mtimeMs === source.mtimeMs &&
    checkpoint.source.inode === source.inode
  return same ? checkpoint : undefined
}

/** A key that may not read can't know; the PUT itself then decides. */
async function isTaken(client: OssClient, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.head(key, { signal })
    return true
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'CANCELLED') throw thrown
    return false
  }
}

/** Whether the object under our key is what a lost answer was about: same size, same CRC64. */
async function isOurs(
  client: OssClient,
  source: SourceFile,
  key: string,
  context: RunContext,
): Promise<boolean> {
  const head = await client.head(key, { signal: context.signal }).catch(() => undefined)
  if (head?.crc64 === undefined || head.sizeBytes !== source.sizeBytes) return false
  return head.crc64 === (await source.crc64(context.signal))
}
