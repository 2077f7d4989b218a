import type { MultipartCheckpoint, SentPart } from './checkpoint'
import { checksumMismatch } from './checksum-mismatch'
import { inParallel } from './in-parallel'
import { type Part, partAt, partCount } from './part-plan'
import { retrying } from './retrying'
import type { LargeUpload } from './upload'

/** Beyond 3 nothing is gained on one host, and 3 parts of 8 MiB hide a long round trip. */
const PARTS_AT_ONCE = 3

/**
 * Sends the parts that a checkpoint lacks, a few at a time, each compared by CRC64 with what the
 * server received. The checkpoint grows part by part, and the last of it is on disk in the end.
 * @throws AppError the first failure that trying again did not cure
 */
export async function sendParts(
  upload: LargeUpload,
  checkpoint: MultipartCheckpoint,
): Promise<void> {
  const { source, context, wait } = upload
  const { parts, partSizeBytes } = checkpoint
  const remember = () => context.remember({ multipart: checkpoint })
  const total = partCount(source.sizeBytes, partSizeBytes)
  let doneBytes = 0
  for (const part of parts.values()) doneBytes += part.sizeBytes
  const report = (delta: number) => {
    doneBytes += delta
    context.progress(doneBytes)
  }
  report(0)

  const missing = numbersWithout(total, parts)
  await inParallel(PARTS_AT_ONCE, context.signal, missing, async (number, signal) => {
    const part = partAt(source.sizeBytes, partSizeBytes, number)
    const sent = await retrying(
      signal,
      () => sendPart(upload, checkpoint.uploadId, part, report, signal),
      // A part of an upload that is gone has nowhere to go: the whole upload begins anew.
      { wait, helps: (error) => error.code !== 'OSS_NO_SUCH_UPLOAD' },
    )
    parts.set(number, sent)
    // Not waited for: a part that is forgotten in a crash is sent again, and nothing is lost.
    remember().catch(() => undefined)
  })
  await remember()
}

async function sendPart(
  { client, source, key }: LargeUpload,
  uploadId: string,
  part: Part,
  report: (deltaBytes: number) => void,
  signal: AbortSignal,
): Promise<SentPart> {
  let countedBytes = 0
  const body = source.body(part.first, part.sizeBytes, (bytes) => {
    report(bytes - countedBytes)
    countedBytes = bytes
  })
  try {
    const answer = await client.uploadPart(key, uploadId, part.number, body, { signal })
    const crc64 = await body.crc64()
    if (answer.crc64 !== undefined && answer.crc64 !== crc64) {
      throw checksumMismatch(crc64, answer.crc64)
    }
    return { etag: ownCopy(answer.etag), crc64, sizeBytes: part.sizeBytes }
  } catch (thrown) {
    // These bytes will be sent again: they do not count as done.
    report(-countedBytes)
    throw thrown
  } finally {
    body.drop()
  }
}

/**
 * The same text in memory of its own. What is cut out of a longer text keeps all of that alive, here
 * the head of an answer, for each of up to 10,000 parts.
 */
function ownCopy(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}

function* numbersWithout(
  total: number,
  sent: MultipartCheckpoint['parts'],
): Generator<number, void, undefined> {
  for (let number = 1; number <= total; number += 1) if (!sent.has(number)) yield number
}
