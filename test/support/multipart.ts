import { Readable } from 'node:stream'
import type { OssClient } from './practice'

/** A part size above the least that Complete takes, in bytes. */
export const PART = 110_000

/** Sends one part through ali-oss, as a stream. */
export function sendPart(
  client: OssClient,
  key: string,
  uploadId: string,
  number: number,
  body: Buffer,
) {
  return client.uploadPart(key, uploadId, number, Readable.from([body]), 0, body.length)
}

/** Uploads parts cut from a body, and returns what Complete wants to know. */
export async function sendParts(
  client: OssClient,
  key: string,
  uploadId: string,
  body: Buffer,
  size = PART,
) {
  const count = Math.ceil(body.length / size)
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const part = body.subarray(index * size, (index + 1) * size)
      const { etag } = await sendPart(client, key, uploadId, index + 1, part)
      return { number: index + 1, etag }
    }),
  )
}
