import { AppError } from '../errors/app-error'
import { newCrc64 } from '../oss/crc64'
import type { Stored, Upload } from './upload'

/** Up to here one read into memory is cheaper than a stream, and the server checks its MD5 first. */
const BUFFER_LIMIT_BYTES = 1024 * 1024

/**
 * Sends one file in a single PUT.
 * @throws AppError OSS_ALREADY_EXISTS | FILE_CHANGED | any of `OssClient.put`
 */
export async function uploadSingle(upload: Upload): Promise<Stored> {
  const { client, source, key, headers, context } = upload
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
  return { etag: stored.etag, crc64: checksum.decimal(), serverCrc64: stored.crc64 }
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
