import type { Unfinished, UnfinishedUpload } from '../../shared/unfinished'
import { AppError } from '../errors/app-error'
import type { OssClient } from '../oss/oss-types'
import { type BegunUpload, isGone } from './begun-uploads'
import { inGroups } from './in-groups'
import { sourceState } from './source-state'

/** 8: sizes of 1,000 uploads within seconds, without a flood of requests. */
const ASKED_AT_ONCE = 8

type OnServer = Awaited<ReturnType<OssClient['listMultipartUploads']>>[number]

/**
 * What is unfinished in a bucket, of those uploads that we know.
 * @param ours every upload in this bucket that this app began, those that run at the moment included
 * @param isInWork such an upload is ours, but nothing to decide about
 * @param ended told about uploads that the server does not have any more
 * @throws AppError when the server could not be asked; a key that may not list is no failure
 */
export async function listUnfinished(
  client: OssClient,
  ours: readonly BegunUpload[],
  isInWork: (upload: BegunUpload) => boolean,
  ended: (upload: BegunUpload) => void,
): Promise<Unfinished> {
  const listed = await unlessDenied(client.listMultipartUploads(''))
  const onServer = listed && new Map(listed.map((upload) => [upload.uploadId, upload]))
  const found = await inGroups(ours, ASKED_AT_ONCE, async (upload) => {
    // One that runs may have been begun, or completed, while the list was on its way.
    if (isInWork(upload)) return undefined
    const known = onServer?.get(upload.row.id)
    const sent = onServer && !known ? undefined : await sizeOnServer(client, upload)
    if (sent === undefined) ended(upload)
    return sent === undefined ? undefined : describe(upload, known, sent)
  })
  const uploads = found.filter((upload) => upload !== undefined)
  uploads.sort((a, b) => b.beganAtMs - a.beganAtMs)
  const ids = new Set(ours.map(({ row }) => row.id))
  const byOthers = listed?.filter(({ uploadId }) => !ids.has(uploadId)).length
  return byOthers === undefined ? { uploads } : { uploads, byOthers }
}

type Size = number | 'unknown'

/** @returns undefined when the server has no such upload */
async function sizeOnServer(
  client: OssClient,
  { row, task }: BegunUpload,
): Promise<Size | undefined> {
  try {
    const parts = await unlessDenied(client.listParts(task.multipart.key, row.id))
    return parts === undefined ? 'unknown' : parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  } catch (thrown) {
    if (isGone(thrown)) return undefined
    throw thrown
  }
}

async function describe(
  { row, task }: BegunUpload,
  known: OnServer | undefined,
  sent: Size,
): Promise<UnfinishedUpload> {
  return {
    uploadId: row.id,
    name: row.name,
    objectKey: task.multipart.key,
    sizeBytes: task.multipart.source.sizeBytes,
    ...(sent === 'unknown' ? {} : { sentBytes: sent }),
    beganAtMs: known?.initiatedMs ?? row.addedAtMs,
    source: await sourceState(task),
  }
}

async function unlessDenied<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'OSS_ACCESS_DENIED') return undefined
    throw thrown
  }
}
