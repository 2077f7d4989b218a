import { AppError, isCancelled } from '../errors/app-error'
import type { SourceFile } from '../files/source-file'
import { newCrc64 } from '../oss/crc64'
import { combineParts } from '../oss/crc64-combine'
import type { OssClient, UploadHeaders } from '../oss/oss-types'
import type { RunContext } from './job'
import { type Part, partAt, partCount, partSizeFor } from './part-plan'
import { retrying } from './retrying'
import { checksumMismatch, type Stored } from './upload-single'

/** Beyond 3 nothing is gained on one host, and 3 parts of 8 MiB hide a long round trip. */
const PARTS_AT_ONCE = 3

export type SentPart = { readonly etag: string; readonly crc64: string; readonly sizeBytes: number }

/** What makes an upload resumable: sent parts by number, and the file they were cut from. */
export type MultipartCheckpoint = {
  readonly uploadId: string
  readonly key: string
  readonly partSizeBytes: number
  readonly source: { readonly sizeBytes: number; readonly mtimeMs: number; readonly inode: number }
  /** Grows while parts arrive; one Map, since copying 9,000 entries per part would cost more than sending. */
  readonly parts: Map<number, SentPart>
}

/**
 * Sends one file in parts, a few at a time, each compared by CRC64 with what the server received,
 * and the whole with what Complete answers.
 * @param checkpoint of an earlier attempt on the same key and file, else undefined
 * @param remember is told at the start, and waited for before a part is sent; then after every part
 */
export async function uploadMultipart(
  client: OssClient,
  source: SourceFile,
  key: string,
  headers: UploadHeaders,
  context: RunContext,
  checkpoint: MultipartCheckpoint | undefined,
  remember: (checkpoint: MultipartCheckpoint) => Promise<void>,
): Promise<Stored> {
  const current: MultipartCheckpoint = checkpoint ?? {
    uploadId: await client.initiateMultipart(key, headers, { signal: context.signal }),
    key,
    partSizeBytes: partSizeFor(source.sizeBytes),
    source: { sizeBytes: source.sizeBytes, mtimeMs: source.mtimeMs, inode: source.inode },
    parts: new Map(),
  }
  await remember(current)

  const total = partCount(source.sizeBytes, current.partSizeBytes)
  const missing = numbersWithout(total, current.parts)
  let doneBytes = 0
  for (const part of current.parts.values()) doneBytes += part.sizeBytes
  const report = (delta: number) => {
    doneBytes += delta
    context.progress(doneBytes)
  }
  report(0)

  await inParallel(PARTS_AT_ONCE, context.signal, missing, async (number, signal) => {
    const part = partAt(source.sizeBytes, current.partSizeBytes, number)
    const sent = await retrying(signal, () =>
      sendPart(client, source, key, current.uploadId, part, report, signal),
    )
    current.parts.set(number, sent)
    // Not waited for: a part that is forgotten in a crash is sent again, and nothing is lost.
    remember(current).catch(() => undefined)
  })

  context.verifying()
  await source.assertUnchanged()
  const parts = partsInOrder(current.parts, total)
  const crc64 = combineParts(parts)
  const stored = await client.completeMultipart(key, current.uploadId, parts, headers, {
    signal: context.signal,
  })
  if (stored.crc64 !== undefined && stored.crc64 !== crc64) {
    throw checksumMismatch(crc64, stored.crc64)
  }
  return { crc64, confirmed: stored.crc64 !== undefined }
}

async function sendPart(
  client: OssClient,
  source: SourceFile,
  key: string,
  uploadId: string,
  part: Part,
  report: (deltaBytes: number) => void,
  signal: AbortSignal,
): Promise<SentPart> {
  const checksum = await newCrc64()
  let countedBytes = 0
  const onBytes = (count: number) => {
    countedBytes += count
    report(count)
  }
  try {
    const answer = await client.uploadPart(
      key,
      uploadId,
      part.number,
      {
        sizeBytes: part.sizeBytes,
        open() {
          report(-countedBytes)
          countedBytes = 0
          checksum.reset()
          return source.openRange(part.first, part.sizeBytes, { onBytes, checksum })
        },
      },
      { signal },
    )
    const crc64 = checksum.decimal()
    if (answer.crc64 !== undefined && answer.crc64 !== crc64) {
      throw checksumMismatch(crc64, answer.crc64)
    }
    return { etag: answer.etag, crc64, sizeBytes: part.sizeBytes }
  } catch (thrown) {
    // These bytes will be sent again: they do not count as done.
    report(-countedBytes)
    throw thrown
  }
}

/** Runs `work` over all items, a few at a time; the first failure stops the others and is thrown. */
async function inParallel(
  limit: number,
  signal: AbortSignal,
  items: Iterator<number>,
  work: (item: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  let failure: unknown
  const worker = async () => {
    for (let next = items.next(); !next.done && !either.aborted; next = items.next()) {
      try {
        await work(next.value, either)
      } catch (thrown) {
        failure ??= thrown
        stop.abort()
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  if (signal.aborted) throw new AppError('CANCELLED')
  if (failure !== undefined) throw isCancelled(failure) ? new AppError('UNEXPECTED') : failure
}

function* numbersWithout(
  total: number,
  sent: MultipartCheckpoint['parts'],
): Generator<number, void, undefined> {
  for (let number = 1; number <= total; number += 1) if (!sent.has(number)) yield number
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
