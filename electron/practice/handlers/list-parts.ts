import { sendXml } from '../exchange'
import { invalidArgument } from '../oss-error'
import type { Query } from '../query-string'
import type { XmlNode } from '../xml'
import type { ObjectCall } from './call'
import { readEncoding, readPageSize } from './listing-parameters'
import { MAX_PART_NUMBER } from './multipart-upload'

function readMarker(query: Query): number {
  const text = query.get('part-number-marker') ?? ''
  if (text === '') return 0
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= MAX_PART_NUMBER) return number
  throw invalidArgument('Part number marker is not valid.', 'part-number-marker', text)
}

/** ListParts: at most 1,000 on a page. */
export function listParts(call: ObjectCall): void {
  const { exchange, store, key, query } = call
  const uploadId = query.get('uploadId') ?? ''
  const { parts } = store.upload(key, uploadId)
  const encode = readEncoding(query)
  const maxParts = readPageSize(query, 'max-parts', 1000)
  const marker = readMarker(query)
  const behind = [...parts.values()]
    .filter(({ number }) => number > marker)
    .sort((a, b) => a.number - b.number)
  const page = behind.slice(0, maxParts)
  const nodes = page.map(
    ({ number, modifiedMs, etag, crc64, segment }): XmlNode => [
      'Part',
      [
        ['PartNumber', number],
        ['LastModified', new Date(modifiedMs).toISOString()],
        ['ETag', `"${etag}"`],
        ['HashCrc64ecma', crc64],
        ['Size', segment.sizeBytes],
      ],
    ],
  )
  sendXml(exchange, [
    'ListPartsResult',
    [
      ['Bucket', store.bucket.name],
      ['Key', encode(key)],
      ['UploadId', uploadId],
      ['StorageClass', 'Standard'],
      ['PartNumberMarker', marker],
      ['NextPartNumberMarker', page.at(-1)?.number ?? marker],
      ['MaxParts', maxParts],
      ['IsTruncated', behind.length > page.length],
      ...nodes,
    ],
  ])
}
