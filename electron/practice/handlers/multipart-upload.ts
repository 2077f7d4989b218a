import { crcHeader, sendEmpty, sendXml } from '../exchange'
import { fileAlreadyExists, invalidArgument } from '../oss-error'
import type { Query } from '../query-string'
import type { ObjectCall } from './call'
import { forbidsOverwrite, keptHeaders } from './request-headers'
import { storeBody } from './store-body'

/** 10,000: highest part number. */
export const MAX_PART_NUMBER = 10_000

/** InitiateMultipartUpload. */
export function initiateMultipartUpload(call: ObjectCall): void {
  const { exchange, store, key, query, world } = call
  const { headers } = exchange.request
  const forbidOverwrite = forbidsOverwrite(headers)
  if (forbidOverwrite && store.get(key)) throw fileAlreadyExists()
  exchange.request.resume()
  const uploadId = world.newId().toUpperCase()
  const kept = keptHeaders(headers)
  store.startUpload({
    uploadId,
    key,
    headers: kept,
    forbidOverwrite,
    initiatedMs: exchange.now(),
  })
  const name = query.get('encoding-type') === 'url' ? encodeURIComponent(key) : key
  sendXml(exchange, [
    'InitiateMultipartUploadResult',
    [
      ['Bucket', store.bucket.name],
      ['Key', name],
      ['UploadId', uploadId],
    ],
  ])
}

/** @throws OssError InvalidArgument unless it is a number from 1 to 10,000 */
export function readPartNumber(query: Query): number {
  const text = query.get('partNumber') ?? ''
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= MAX_PART_NUMBER) return number
  const message = `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive.`
  throw invalidArgument(message, 'partNumber', text)
}

/** UploadPart. A part that was sent before is replaced. */
export async function uploadPart(call: ObjectCall): Promise<void> {
  const { exchange, store, key, query } = call
  const number = readPartNumber(query)
  const uploadId = query.get('uploadId') ?? ''
  store.upload(key, uploadId)
  const { segment, etag, crc64 } = await storeBody(call)
  store.addPart(uploadId, { number, segment, etag, crc64, modifiedMs: exchange.now() })
  sendEmpty(exchange, 200, { etag: `"${etag}"`, ...crcHeader(exchange, crc64) })
}

/** AbortMultipartUpload. */
export function abortMultipartUpload(call: ObjectCall): void {
  const { exchange, store, key, query } = call
  const uploadId = query.get('uploadId') ?? ''
  store.upload(key, uploadId)
  store.abortUpload(uploadId)
  sendEmpty(exchange, 204)
}
