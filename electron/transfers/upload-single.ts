import { AppError } from '../errors/app-error'
import type { SourceFile } from '../files/source-file'
import { newCrc64 } from '../oss/crc64'
import type { OssClient, UploadHeaders } from '../oss/oss-types'
import type { RunContext } from './job'

/** Up to here one read into memory is cheaper than a stream, and the server checks its MD5 first. */
const BUFFER_LIMIT_BYTES = 1024 * 1024

/** What a finished upload says of itself. `crc64` is ours; `confirmed` when the server's equals it. */
export type Stored = { readonly crc64: string; readonly confirmed: boolean }

/**
 * Sends one file in a single PUT and compares CRC64 with what the server stored.
 * @throws AppError OSS_ALREADY_EXISTS | FILE_CHANGED | CHECKSUM_MISMATCH | any of `OssClient.put`
 */
export async function uploadSingle(
  client: OssClient,
  source: SourceFile,
  key: string,
  headers: UploadHeaders,
  context: RunContext,
): Promise<Stored> {
  const checksum = await newCrc64()
  let sentBytes = 0
  const onBytes = (count: number) => {
    sentBytes += count
    context.progress(sentBytes)
  }
  const open = () => {
    sentBytes = 0
    checksum.reset()
    return source.openRange(0, source.sizeBytes, { onBytes, checksum })
  }
  const body =
    source.sizeBytes <= BUFFER_LIMIT_BYTES
      ? await readWhole(open())
      : { sizeBytes: source.sizeBytes, open }
  await source.assertUnchanged()
  const stored = await client.put(key, body, headers, { signal: context.signal })
  const crc64 = checksum.decimal()
  if (stored.crc64 !== undefined && stored.crc64 !== crc64) {
    throw checksumMismatch(crc64, stored.crc64)
  }
  return { crc64, confirmed: stored.crc64 !== undefined }
}

/** The failure that keeps both sides and names both values. */
export function checksumMismatch(local: string, server: string): AppError {
  return new AppError('CHECKSUM_MISMATCH', { local, server }, { retry: 'automatic' })
}

async function readWhole(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}
