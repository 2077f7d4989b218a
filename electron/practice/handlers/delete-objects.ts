import { sendEmpty, sendXml } from '../exchange'
import { readSmallBody } from '../read-small-body'
import { parseDeleteBody } from '../request-xml'
import type { XmlNode } from '../xml'
import type { BucketCall, ObjectCall } from './call'
import { readEncoding } from './listing-parameters'

/** DeleteObject: 204 whether or not there was one. */
export function deleteObject({ exchange, store, key }: ObjectCall): void {
  store.delete(key)
  sendEmpty(exchange, 204)
}

/** DeleteMultipleObjects: up to 1,000 keys. */
export async function deleteMultipleObjects(call: BucketCall): Promise<void> {
  const encode = readEncoding(call.query)
  const { keys, quiet } = parseDeleteBody(await readSmallBody(call.exchange))
  for (const key of keys) call.store.delete(key)
  const deleted = keys.map((key): XmlNode => ['Deleted', [['Key', encode(key)]]])
  sendXml(call.exchange, ['DeleteResult', quiet ? [] : deleted])
}
