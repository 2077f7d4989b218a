import { sendXml } from '../exchange'
import { listPage } from '../listing'
import { invalidArgument } from '../oss-error'
import type { XmlNode } from '../xml'
import { OWNER } from './bucket-info'
import type { BucketCall } from './call'
import { readEncoding, readPageSize } from './listing-parameters'

/** 100: what both versions answer when the client names no number. */
const STANDARD_PAGE = 100

function listing({ store, query }: BucketCall, after: string, withOwner: boolean) {
  const encode = readEncoding(query)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const maxKeys = readPageSize(query, 'max-keys', STANDARD_PAGE)
  const page = listPage(store.keys, { prefix, after, delimiter, maxKeys })
  const contents = page.keys.flatMap((key): XmlNode[] => {
    const object = store.get(key)
    if (!object) return []
    const fields: readonly XmlNode[] = [
      ['Key', encode(key)],
      ['LastModified', new Date(object.modifiedMs).toISOString()],
      ['ETag', `"${object.etag}"`],
      ['Type', object.type],
      ['Size', object.sizeBytes],
      ['StorageClass', 'Standard'],
      ...(withOwner ? [OWNER] : []),
    ]
    return [['Contents', fields]]
  })
  const prefixes = page.commonPrefixes.map(
    (name): XmlNode => ['CommonPrefixes', [['Prefix', encode(name)]]],
  )
  const head: readonly XmlNode[] = [
    ['Name', store.bucket.name],
    ['Prefix', encode(prefix)],
    ['MaxKeys', maxKeys],
    ['Delimiter', encode(delimiter)],
    ['IsTruncated', page.next !== undefined],
    ...(query.has('encoding-type') ? ([['EncodingType', 'url']] as const) : []),
  ]
  return { head, entries: [...contents, ...prefixes], next: page.next, encode }
}

/** ListObjects, first version. */
export function listObjects(call: BucketCall): void {
  const marker = call.query.get('marker') ?? ''
  const { head, entries, next, encode } = listing(call, marker, true)
  const nextMarker: readonly XmlNode[] = next === undefined ? [] : [['NextMarker', encode(next)]]
  sendXml(call.exchange, [
    'ListBucketResult',
    [...head, ['Marker', encode(marker)], ...nextMarker, ...entries],
  ])
}

function encodeToken(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64')
}

function decodeToken(token: string): string {
  const key = Buffer.from(token, 'base64').toString('utf8')
  if (encodeToken(key) === token) return key
  throw invalidArgument(
    'The continuation token provided is incorrect.',
    'continuation-token',
    token,
  )
}

/** ListObjectsV2. A continuation token wins over start-after. */
export function listObjectsV2(call: BucketCall): void {
  const { query } = call
  const token = query.get('continuation-token') ?? ''
  const startAfter = query.get('start-after') ?? ''
  const after = token === '' ? startAfter : decodeToken(token)
  const withOwner = query.get('fetch-owner') === 'true'
  const { head, entries, next, encode } = listing(call, after, withOwner)
  const further: readonly XmlNode[] = [
    ...(startAfter === '' ? [] : ([['StartAfter', encode(startAfter)]] as const)),
    ...(token === '' ? [] : ([['ContinuationToken', token]] as const)),
    ...(next === undefined ? [] : ([['NextContinuationToken', encodeToken(next)]] as const)),
    ['KeyCount', entries.length],
  ]
  sendXml(call.exchange, ['ListBucketResult', [...head, ...further, ...entries]])
}
