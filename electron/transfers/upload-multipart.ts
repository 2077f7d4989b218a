import { combineParts } from '../bytes/crc64-combine'
import { AppError } from '../errors/app-error'
import { abortOnServer, abortUnknown, type Initiating } from './abort-upload'
import { confirmedBy, type MultipartCheckpoint, type SentPart } from './checkpoint'
import type { UploadTask } from './job'
import { partCount, partSizeFor } from './part-plan'
import { retrying } from './retrying'
import { sendParts } from './send-parts'
import { lookUnder } from './settle'
import type { LargeUpload, Stored } from './upload'

/**
 * Sends one file in parts. Goes on with what an earlier attempt sent, as far as the server confirms
 * it; an upload that is gone there is either complete, which HEAD tells, or begins anew at once.
 * Failures after which the parts are of no use end the upload on the server too; all others leave
 * it on record.
 * @param left what an earlier attempt has on record
 */
export async function uploadMultipart(
  upload: LargeUpload,
  left: Pick<UploadTask, 'multipart' | 'initiating'>,
): Promise<Stored> {
  const { client, key } = upload
  let { multipart: current, initiating } = left
  for (let begun = 0; ; ) {
    try {
      if (current) current = await confirm(upload, current)
      else {
        begun += 1
        const sinceMs = client.serverNowMs()
        current = await begin(upload, initiating)
        // Should it turn out that nobody knows its id, the answer was damaged.
        initiating = { key, sinceMs }
      }
      return await sendAndComplete(upload, current)
    } catch (thrown) {
      const isLost = isUploadLost(thrown)
      if (isLost) {
        const found = await lookUnder(upload, current)
        if (found.kind === 'ours') return found.stored
      }
      if (current && (isLost || endsUpload(thrown))) {
        await giveUp(upload, current, isLost ? initiating : undefined)
        current = undefined
      }
      // Twice in one attempt is more than bad luck: the pauses between attempts come into play.
      if (!isLost || begun > 1) throw thrown
    }
  }
}

/** Initiates, and writes that down before and after: an id that nobody knows can't be aborted. */
async function begin(
  { client, source, key, headers, context, wait }: LargeUpload,
  left: Initiating | undefined,
): Promise<MultipartCheckpoint> {
  const { signal } = context
  if (left) await retrying(signal, () => abortUnknown(client, left, { signal }), { wait })
  const initiating = { key, sinceMs: client.serverNowMs() }
  await context.remember({ sentKey: key, initiating })
  let uploadId: string
  try {
    uploadId = await client.initiateMultipart(key, headers, { signal })
  } catch (thrown) {
    if (isRefusal(thrown)) await context.remember({ initiating: undefined })
    throw thrown
  }
  const { sizeBytes, mtimeMs, inode } = source
  const checkpoint: MultipartCheckpoint = {
    uploadId,
    key,
    partSizeBytes: partSizeFor(sizeBytes),
    source: { sizeBytes, mtimeMs, inode },
    parts: new Map(),
  }
  await context.remember({ multipart: checkpoint, initiating: undefined })
  return checkpoint
}

/** Keeps of the journal what the server has too. A key that may not list must trust the journal. */
async function confirm(
  { client, key, context, wait }: LargeUpload,
  checkpoint: MultipartCheckpoint,
): Promise<MultipartCheckpoint> {
  const { signal } = context
  const list = () => client.listParts(key, checkpoint.uploadId, { signal })
  const helps = (error: AppError) => error.code !== 'OSS_NO_SUCH_UPLOAD'
  const listed = await retrying(signal, list, { wait, helps }).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'OSS_ACCESS_DENIED') return undefined
    throw thrown
  })
  return listed === undefined ? checkpoint : confirmedBy(checkpoint, listed)
}

async function sendAndComplete(
  upload: LargeUpload,
  checkpoint: MultipartCheckpoint,
): Promise<Stored> {
  const { client, source, key, headers, context } = upload
  await sendParts(upload, checkpoint)
  context.verifying()
  await source.assertUnchanged()
  const total = partCount(source.sizeBytes, checkpoint.partSizeBytes)
  const parts = partsInOrder(checkpoint.parts, total)
  const answer = await client.completeMultipart(key, checkpoint.uploadId, parts, headers, {
    signal: context.signal,
  })
  return { etag: answer.etag, crc64: combineParts(parts), serverCrc64: answer.crc64 }
}

async function giveUp(
  { client, context }: LargeUpload,
  checkpoint: MultipartCheckpoint,
  initiating: Initiating | undefined,
): Promise<void> {
  await abortOnServer(client, checkpoint, { signal: context.signal })
  await context.remember({ multipart: undefined, initiating })
}

/** The parts are gone: the upload ended elsewhere, or the server does not have what it confirmed. */
function isUploadLost(thrown: unknown): boolean {
  if (!(thrown instanceof AppError)) return false
  return thrown.code === 'OSS_NO_SUCH_UPLOAD' || thrown.info.params.code === 'InvalidPart'
}

/** Failures after which the sent parts are of no use to anybody. */
function endsUpload(thrown: unknown): boolean {
  if (!(thrown instanceof AppError)) return false
  return thrown.code === 'FILE_CHANGED' || thrown.code === 'OSS_ALREADY_EXISTS'
}

/** The server said no, so that nothing was begun; anything else may have come after the work. */
function isRefusal(thrown: unknown): boolean {
  const status = thrown instanceof AppError ? thrown.info.oss?.httpStatus : undefined
  return status !== undefined && status < 500
}

function partsInOrder(
  parts: MultipartCheckpoint['parts'],
  total: number,
): (SentPart & { number: number })[] {
  return Array.from({ length: total }, (_, index) => {
    const part = parts.get(index + 1)
    if (!part) throw new AppError('UNEXPECTED', { part: index + 1 })
    return { ...part, number: index + 1 }
  })
}
