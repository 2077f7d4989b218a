import { createHash } from 'node:crypto'
import { combineParts } from '../../bytes/crc64-combine'
import { crcHeader, sendXml } from '../exchange'
import { fileAlreadyExists, OssError } from '../oss-error'
import { readSmallBody } from '../read-small-body'
import { type NamedPart, parseCompleteBody } from '../request-xml'
import type { OpenUpload } from '../store/bucket-state'
import type { PartRecord } from '../store/records'
import type { ObjectCall } from './call'
import { assertMd5Matches, forbidsOverwrite, headerText, readContentMd5 } from './request-headers'
import { multipartEtag } from './store-body'

/** 100 KiB: every part but the last has at least this many bytes; checked only here, as at the service. */
export const MIN_PART_BYTES = 100 * 1024

function choosePart({ parts }: OpenUpload, { number, etag }: NamedPart): PartRecord {
  const part = parts.get(number)
  if (part && part.etag.toUpperCase() === etag.toUpperCase()) return part
  const message =
    "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag."
  throw new OssError(400, 'InvalidPart', message, {
    ec: '0042-00000104',
    details: [
      ['PartNumber', String(number)],
      ['ETag', etag],
    ],
  })
}

function chooseParts(open: OpenUpload, named: readonly NamedPart[]): readonly PartRecord[] {
  named.forEach(({ number }, index) => {
    const before = named[index - 1]
    if (!before || before.number < number) return
    const message =
      'The list of parts was not in ascending order. Parts list must specified in order by part number.'
    throw new OssError(400, 'InvalidPartOrder', message, { ec: '0042-00000105' })
  })
  const parts = named.map((part) => choosePart(open, part))
  const small = parts.slice(0, -1).find(({ segment }) => segment.sizeBytes < MIN_PART_BYTES)
  if (!small) return parts
  const message = 'Your proposed upload smaller than the minimum allowed size.'
  throw new OssError(400, 'EntityTooSmall', message, {
    ec: '0042-00000213',
    details: [
      ['ProposedSize', String(small.segment.sizeBytes)],
      ['MinSizeAllowed', String(MIN_PART_BYTES)],
      ['PartNumber', String(small.number)],
    ],
  })
}

function allParts({ parts }: OpenUpload): readonly NamedPart[] {
  return [...parts.values()].sort((a, b) => a.number - b.number)
}

/**
 * CompleteMultipartUpload. The parts' files become the object as they are: no byte is copied, and
 * the CRC64 is combined from theirs.
 */
export async function completeMultipartUpload(call: ObjectCall): Promise<void> {
  const { exchange, store, key, query } = call
  const { headers } = exchange.request
  const uploadId = query.get('uploadId') ?? ''
  const open = store.upload(key, uploadId)
  const forbidOverwrite = forbidsOverwrite(headers) || open.upload.forbidOverwrite
  if (forbidOverwrite && store.get(key)) throw fileAlreadyExists()
  const body = await readSmallBody(exchange)
  assertMd5Matches(readContentMd5(headers), createHash('md5').update(body).digest())
  const completesAll = headerText(headers, 'x-oss-complete-all') === 'yes'
  const parts = chooseParts(open, completesAll ? allParts(open) : parseCompleteBody(body))
  const crc64 = combineParts(
    parts.map((part) => ({ crc64: part.crc64, sizeBytes: part.segment.sizeBytes })),
  )
  const etag = multipartEtag(parts.map((part) => part.etag))
  const object = {
    key,
    segments: parts.map((part) => part.segment),
    sizeBytes: parts.reduce((sum, part) => sum + part.segment.sizeBytes, 0),
    etag,
    crc64,
    type: 'Multipart' as const,
    headers: open.upload.headers,
    modifiedMs: exchange.now(),
  }
  store.put(object, { forbidOverwrite, uploadId })
  const { name } = store.bucket
  sendXml(
    exchange,
    [
      'CompleteMultipartUploadResult',
      [
        [
          'Location',
          `http://${headers.host ?? ''}/${encodeURIComponent(key).replaceAll('%2F', '/')}`,
        ],
        ['Bucket', name],
        ['Key', query.get('encoding-type') === 'url' ? encodeURIComponent(key) : key],
        ['ETag', `"${etag}"`],
      ],
    ],
    { etag: `"${etag}"`, ...crcHeader(exchange, crc64) },
  )
}
