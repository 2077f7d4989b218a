import { copyFile } from 'node:fs/promises'
import { checkConditions } from '../conditions'
import { crcHeader, sendXml } from '../exchange'
import {
  accessDenied,
  fileAlreadyExists,
  invalidArgument,
  noSuchBucket,
  noSuchKey,
  OssError,
} from '../oss-error'
import type { Segment } from '../store/records'
import type { ObjectCall } from './call'
import { forbidsOverwrite, headerText, keptHeaders } from './request-headers'

function readSource(text: string): { bucket: string; key: string } {
  const [, bucket, encodedKey] = /^\/?([^/]+)\/([^?]+)/.exec(text) ?? []
  try {
    if (bucket && encodedKey) return { bucket, key: decodeURIComponent(encodedKey) }
  } catch {
    // Falls through to the answer for everything that is not a source.
  }
  throw invalidArgument(
    'Copy Source must mention the source bucket and key.',
    'x-oss-copy-source',
    text,
  )
}

function findSource({ world, exchange, credential }: ObjectCall) {
  const { headers } = exchange.request
  const { bucket, key } = readSource(headerText(headers, 'x-oss-copy-source') ?? '')
  const store = world.stores.get(bucket)
  if (!store) throw noSuchBucket(bucket)
  if (credential?.permissions && !credential.permissions.includes('get')) {
    throw accessDenied('You have no right to access the source object.', '0003-00000001', [
      ['AccessDeniedDetail', [['AuthAction', 'oss:GetObject']]],
    ])
  }
  const object = store.get(key)
  if (!object) throw noSuchKey(key)
  const result = checkConditions(
    {
      ifMatch: headerText(headers, 'x-oss-copy-source-if-match'),
      ifNoneMatch: headerText(headers, 'x-oss-copy-source-if-none-match'),
      ifModifiedSince: headerText(headers, 'x-oss-copy-source-if-modified-since'),
      ifUnmodifiedSince: headerText(headers, 'x-oss-copy-source-if-unmodified-since'),
    },
    object,
  )
  if (result === 'not-modified')
    throw new OssError(304, 'NotModified', 'The source was not modified.')
  return { store, object }
}

/** CopyObject, within a bucket or between two. Metadata is copied unless the directive is REPLACE. */
export async function copyObject(call: ObjectCall): Promise<void> {
  const { exchange, store, key, world } = call
  const { headers } = exchange.request
  const forbidOverwrite = forbidsOverwrite(headers)
  if (forbidOverwrite && store.get(key)) throw fileAlreadyExists()
  const source = findSource(call)
  const replaces = headerText(headers, 'x-oss-metadata-directive')?.toUpperCase() === 'REPLACE'
  const segments: Segment[] = []
  const unpin = source.store.pool.pin(source.object.segments)
  const modifiedMs = exchange.now()
  try {
    for (const { id, sizeBytes } of source.object.segments) {
      const copy = { id: store.pool.newId(), sizeBytes }
      segments.push(copy)
      if (!world.discardBodies) await copyFile(source.store.pool.path(id), store.pool.path(copy.id))
    }
    const copied = replaces ? keptHeaders(headers) : source.object.headers
    const object = { ...source.object, key, segments, headers: copied, modifiedMs }
    store.put(object, { forbidOverwrite })
  } catch (cause) {
    store.pool.discard(segments)
    throw cause
  } finally {
    unpin()
  }
  const { etag, crc64 } = source.object
  sendXml(
    exchange,
    [
      'CopyObjectResult',
      [
        ['LastModified', new Date(modifiedMs).toISOString()],
        ['ETag', `"${etag}"`],
      ],
    ],
    { etag: `"${etag}"`, ...crcHeader(exchange, crc64) },
  )
}
