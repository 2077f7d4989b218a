import { lookup } from 'mime-types'
import { numberedKey } from '../../shared/object-key'
import { AppError } from '../errors/app-error'
import type { OpenUpload, UploadFile } from '../files/open-upload'
import type { OssClient } from '../oss/oss-types'
import { abortAll, abortOnServer } from './abort-upload'
import { isOf } from './checkpoint'
import type { Memory, Outcome, RunContext, UploadTask } from './job'
import { MAX_OBJECT_BYTES } from './part-plan'
import type { Wait } from './retrying'
import { storeObject } from './store-object'
import type { Upload } from './upload'

/** `report (1000).pdf`: past it something is wrong with the naming, not with the name. */
const MAX_NUMBER = 1000

export type RunUploadDeps = {
  readonly openUpload: OpenUpload
  /** The client of a connection; throws CONNECTION_NOT_FOUND, SECRET_MISSING ... */
  readonly clientOf: (connectionId: string) => Promise<OssClient>
  /** How the time between two tries of a part passes; real time unless given. */
  readonly wait?: Wait
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
  // Before the file: what opening reads of it is sent without delay.
  const client = await deps.clientOf(task.connectionId)
  const source = await deps.openUpload(task.path, context.pace)
  try {
    if (source.sizeBytes > MAX_OBJECT_BYTES) throw new AppError('FILE_TOO_LARGE', {})
    const asksFirst = task.damaged !== undefined || task.multipart !== undefined
    if (asksFirst && source.kind === 'small') source.forget()
    context.learn({ sizeBytes: source.sizeBytes })
    return await undoneByCancel(client, task, context, async (watched) => {
      const current = await withoutStaleParts(client, source, task, watched)
      return storeByPolicy(deps, client, source, current, watched)
    })
  } finally {
    await source.close()
  }
}

/**
 * A cancel undoes what is on the server by then, in whichever phase it strikes. What can't be
 * reached now stays on record, and is ended when the row goes or the app starts again.
 */
async function undoneByCancel(
  client: OssClient,
  task: UploadTask,
  context: RunContext,
  work: (context: RunContext) => Promise<Outcome>,
): Promise<Outcome> {
  let record: Memory = task
  const remember = (memory: Memory) => {
    record = { ...record, ...memory }
    return context.remember(memory)
  }
  try {
    return await work({ ...context, remember })
  } catch (thrown) {
    if (context.signal.aborted && !context.keepsWork()) {
      // Failing here must not hide that it was cancelled.
      await abortAll(client, record).then(
        () => context.remember({ multipart: undefined, initiating: undefined }),
        () => undefined,
      )
    }
    throw thrown
  }
}

/** Parts of another state of the file are ended on the server, and the row says that it starts anew. */
async function withoutStaleParts(
  client: OssClient,
  source: UploadFile,
  task: UploadTask,
  context: RunContext,
): Promise<UploadTask> {
  if (task.multipart === undefined || isOf(task.multipart, source)) return task
  context.learn({ notice: 'source-changed' })
  await abortOnServer(client, task.multipart, { signal: context.signal })
  await context.remember({ multipart: undefined })
  return { ...task, multipart: undefined }
}

async function storeByPolicy(
  { wait }: RunUploadDeps,
  client: OssClient,
  source: UploadFile,
  task: UploadTask,
  context: RunContext,
): Promise<Outcome> {
  const forbidOverwrite = task.conflict !== 'overwrite'
  const contentType = lookup(task.plannedKey) || 'application/octet-stream'
  let current = task
  // An upload that was begun under a number goes on under it, and an answer that was lost was about
  // that key: a try under another one first would put that on record in its place.
  let begun = task.multipart?.key ?? task.sentKey
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const key = number === 1 ? task.plannedKey : numberedKey(task.plannedKey, number)
    if (begun !== undefined && begun !== key) continue
    const mayBeOurs = key === begun
    begun = undefined
    if (number > 1 && !mayBeOurs && (await isTaken(client, key, context.signal))) continue
    const headers = { contentType, forbidOverwrite }
    const upload: Upload = { client, source, key, headers, context, wait }
    try {
      const verification = await storeObject(upload, current)
      context.learn({ objectKey: key, contentType })
      return { kind: 'done', verification }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'OSS_ALREADY_EXISTS') throw thrown
      if (task.conflict === 'skip') return { kind: 'skipped', reason: 'exists' }
      current = { ...current, multipart: undefined }
    }
  }
  throw new AppError('NO_FREE_NAME', { key: task.plannedKey })
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
