import { crcHeader, sendEmpty } from '../exchange'
import { fileAlreadyExists } from '../oss-error'
import type { ObjectCall } from './call'
import { forbidsOverwrite, keptHeaders } from './request-headers'
import { storeBody } from './store-body'

/** PutObject. */
export async function putObject(call: ObjectCall): Promise<void> {
  const { exchange, store, key } = call
  const { headers } = exchange.request
  const forbidOverwrite = forbidsOverwrite(headers)
  const kept = keptHeaders(headers)
  // Saves the body's way; the check that counts is the one in `store.put`.
  if (forbidOverwrite && store.get(key)) throw fileAlreadyExists()
  const { segment, etag, crc64 } = await storeBody(call)
  const object = {
    key,
    segments: [segment],
    sizeBytes: segment.sizeBytes,
    etag,
    crc64,
    type: 'Normal' as const,
    headers: kept,
    modifiedMs: exchange.now(),
  }
  try {
    store.put(object, { forbidOverwrite })
  } catch (cause) {
    store.pool.discard([segment])
    throw cause
  }
  sendEmpty(exchange, 200, { etag: `"${etag}"`, ...crcHeader(exchange, crc64) })
}
