import type { SmallFile } from '../files/small-file'
import type { LargeUpload, Stored, Upload } from './upload'

/**
 * Sends one file in a single PUT, while it is read.
 * @throws AppError OSS_ALREADY_EXISTS | FILE_CHANGED | any of `OssClient.put`
 */
export async function uploadSingle(upload: LargeUpload): Promise<Stored> {
  const { client, source, key, headers, context } = upload
  const body = source.body(0, source.sizeBytes, context.progress)
  try {
    await source.assertUnchanged()
    const stored = await client.put(key, body, headers, { signal: context.signal })
    return { etag: stored.etag, crc64: await body.crc64(), serverCrc64: stored.crc64 }
  } finally {
    body.drop()
  }
}

/**
 * Sends one file that has been read whole, so that the server can check its MD5 first.
 * @throws AppError OSS_ALREADY_EXISTS | FILE_CHANGED | any of `OssClient.put`
 */
export async function uploadSmall(upload: Upload, file: SmallFile): Promise<Stored> {
  const { client, key, headers, context } = upload
  const { bytes, crc64, md5, release } = await file.read(context.signal, context.progress)
  try {
    const sent = { ...headers, contentMd5: md5 }
    const stored = await client.put(key, bytes, sent, { signal: context.signal })
    return { etag: stored.etag, crc64, serverCrc64: stored.crc64 }
  } finally {
    release()
  }
}
