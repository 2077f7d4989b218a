import { AppError } from '../errors/app-error'
import { sameEtag } from './checkpoint'
import { checksumMismatch } from './checksum-mismatch'
import type { UploadTask } from './job'
import { SINGLE_PUT_LIMIT_BYTES } from './part-plan'
import { lookUnder } from './settle'
import type { Stored, Upload } from './upload'
import { uploadMultipart } from './upload-multipart'
import { uploadSingle, uploadSmall } from './upload-single'

/**
 * Brings one file under one key, and says how we know that the bytes there are the right ones.
 * @throws AppError OSS_ALREADY_EXISTS when another object holds the key; CHECKSUM_MISMATCH when the
 * server stored other bytes: its object is left, and a later attempt replaces that one and no other
 */
export async function storeObject(upload: Upload, task: UploadTask): Promise<'crc64' | 'none'> {
  const { context, key } = upload
  const stored = await replacingDamaged(upload, task, (current) => send(current, task))
  if (stored.serverCrc64 === undefined) return 'none'
  if (stored.serverCrc64 !== stored.crc64) {
    await context.remember({ damaged: { key, etag: stored.etag }, multipart: undefined })
    throw checksumMismatch(stored.crc64, stored.serverCrc64)
  }
  return 'crc64'
}

/**
 * Looks first at an object of ours that did not match what we had sent. When it does after all, the
 * answer was wrong, not the object; while it is still that very object, it may be replaced.
 */
async function replacingDamaged(
  upload: Upload,
  { damaged }: UploadTask,
  work: (upload: Upload) => Promise<Stored>,
): Promise<Stored> {
  if (damaged?.key !== upload.key) return work(upload)
  const found = await lookUnder(upload)
  if (found.kind === 'ours') return found.stored
  const isThatOne = found.kind === 'other' && sameEtag(found.etag, damaged.etag)
  const headers = isThatOne ? { ...upload.headers, forbidOverwrite: false } : upload.headers
  return work({ ...upload, headers })
}

async function send(upload: Upload, task: UploadTask): Promise<Stored> {
  const { key, source, context } = upload
  try {
    const isLarge = source.kind === 'large'
    if (isLarge && source.sizeBytes > SINGLE_PUT_LIMIT_BYTES) {
      return await uploadMultipart({ ...upload, source }, task)
    }
    // So that an object found there later is known for ours. The planned key is journaled with the
    // job itself: only a numbered one is news.
    if (task.sentKey !== key) await context.remember({ sentKey: key })
    return isLarge ? await uploadSingle({ ...upload, source }) : await uploadSmall(upload, source)
  } catch (thrown) {
    const exists = thrown instanceof AppError && thrown.code === 'OSS_ALREADY_EXISTS'
    const wasSent = task.sentKey === key || task.multipart?.key === key
    if (!exists || !wasSent) throw thrown
    const found = await lookUnder(upload)
    if (found.kind === 'ours') return found.stored
    throw thrown
  }
}
