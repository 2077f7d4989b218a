import { BLOCK_BYTES, type BlockSource, type Piece } from '../bytes/block'
import { AppError } from '../errors/app-error'
import type { SummedBody } from '../files/summed-body'
import type { Stored, Upload } from './upload'

/**
 * Sends one file in a single PUT. What fits into one block is read before, so that the server can
 * check its MD5 first.
 * @throws AppError OSS_ALREADY_EXISTS | FILE_CHANGED | any of `OssClient.put`
 */
export async function uploadSingle(upload: Upload): Promise<Stored> {
  const { client, source, key, headers, context } = upload
  const body = source.body(0, source.sizeBytes, context.progress)
  let whole: Piece | undefined
  try {
    if (source.sizeBytes <= BLOCK_BYTES) whole = await readWhole(body, context.signal)
    await source.assertUnchanged()
    const stored = await client.put(key, whole?.bytes ?? body, headers, { signal: context.signal })
    return { etag: stored.etag, crc64: await body.crc64(), serverCrc64: stored.crc64 }
  } finally {
    whole?.release()
    body.drop()
  }
}

/** The failure that keeps both sides and names both values. */
export function checksumMismatch(local: string, server: string): AppError {
  return new AppError('CHECKSUM_MISMATCH', { local, server }, { retry: 'automatic' })
}

/** All bytes at once; they lie in one block, unless a speed limit made them come in slices. */
async function readWhole(body: SummedBody, signal: AbortSignal): Promise<Piece> {
  const source = body.open()
  const close = () => source.close()
  signal.addEventListener('abort', close, { once: true })
  try {
    return await wholeOf(source, body.sizeBytes)
  } finally {
    signal.removeEventListener('abort', close)
  }
}

async function wholeOf(source: BlockSource, sizeBytes: number): Promise<Piece> {
  const first = await source.next()
  if (first === undefined) return { bytes: Buffer.alloc(0), release: () => undefined }
  if (first.bytes.length === sizeBytes) return first
  const slices: Buffer[] = []
  for (let piece: Piece | undefined = first; piece; piece = await source.next()) {
    slices.push(Buffer.from(piece.bytes))
    piece.release()
  }
  return { bytes: Buffer.concat(slices), release: () => undefined }
}
