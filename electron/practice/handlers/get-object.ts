import { readByteRange } from '../byte-range'
import { checkConditions } from '../conditions'
import { crcHeader, type Exchange, type Headers, sendEmpty, sendHead } from '../exchange'
import { invalidArgument, noSuchKey, OssError } from '../oss-error'
import type { Query } from '../query-string'
import { sendContent } from '../send-content'
import type { ObjectRecord } from '../store/records'
import type { ObjectCall } from './call'
import { headerText } from './request-headers'

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
] as const

function objectHeaders(exchange: Exchange, object: ObjectRecord): Headers {
  return {
    'accept-ranges': 'bytes',
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modifiedMs).toUTCString(),
    'x-oss-object-type': object.type,
    'x-oss-storage-class': 'Standard',
    ...crcHeader(exchange, object.crc64),
    ...object.headers,
  }
}

/** `response-*` parameters: they need a signature, so that nobody dresses up someone else's link. */
function overrides(query: Query, signed: boolean): Headers {
  const headers: Record<string, string> = {}
  for (const name of OVERRIDES) {
    const value = query.get(`response-${name}`)
    if (value === undefined || value === '') continue
    if (!signed) {
      const message = 'Request specific response headers cannot be used for anonymous requests.'
      throw new OssError(400, 'InvalidRequest', message)
    }
    const bytes = Buffer.from(value, 'utf8').toString('latin1')
    if (/[^\t\x20-\x7e\x80-\xff]/.test(bytes)) {
      throw invalidArgument(
        'The value of a response header is not valid.',
        `response-${name}`,
        value,
      )
    }
    headers[name] = bytes
  }
  return headers
}

function findObject({ store, key }: ObjectCall): ObjectRecord {
  const object = store.get(key)
  if (!object) throw noSuchKey(key)
  return object
}

function conditionOf({ request }: Exchange, object: ObjectRecord) {
  const { headers } = request
  return checkConditions(
    {
      ifMatch: headerText(headers, 'if-match'),
      ifNoneMatch: headerText(headers, 'if-none-match'),
      ifModifiedSince: headerText(headers, 'if-modified-since'),
      ifUnmodifiedSince: headerText(headers, 'if-unmodified-since'),
    },
    object,
  )
}

/** GetObject, with ranges, conditions and `response-*`. */
export async function getObject(call: ObjectCall): Promise<void> {
  const { exchange, store, query, credential, world } = call
  const { request, response, faults } = exchange
  const object = findObject(call)
  const answered = {
    ...objectHeaders(exchange, object),
    ...overrides(query, credential !== undefined),
  }
  if (conditionOf(exchange, object) === 'not-modified') return sendEmpty(exchange, 304, answered)
  const ranges = faults.find('ignore-range') ? undefined : headerText(request.headers, 'range')
  const standard = headerText(request.headers, 'x-oss-range-behavior') === 'standard'
  const { sizeBytes } = object
  const part = readByteRange(ranges, standard, sizeBytes)
  const range = part ?? { start: 0, endExclusive: sizeBytes }
  const headers = {
    ...answered,
    'content-length': range.endExclusive - range.start,
    ...(part
      ? { 'content-range': `bytes ${part.start}-${part.endExclusive - 1}/${sizeBytes}` }
      : {}),
  }
  const unpin = store.pool.pin(object.segments)
  try {
    if (!sendHead(exchange, part ? 206 : 200, headers)) return
    if (range.endExclusive === range.start) response.end()
    else
      await sendContent(
        response,
        world.discardBodies ? undefined : store.pool,
        object.segments,
        range,
        faults,
      )
  } finally {
    unpin()
  }
}

/** HeadObject. */
export function headObject(call: ObjectCall): void {
  const object = findObject(call)
  const headers = objectHeaders(call.exchange, object)
  const isKnown = conditionOf(call.exchange, object) === 'not-modified'
  if (isKnown) sendEmpty(call.exchange, 304, headers)
  else sendEmpty(call.exchange, 200, { ...headers, 'content-length': object.sizeBytes })
}

/** GetObjectMeta: ETag, size, time and CRC, without type and metadata. */
export function getObjectMeta(call: ObjectCall): void {
  const { etag, sizeBytes, modifiedMs, crc64 } = findObject(call)
  // A GET would have to send the bytes it announces.
  const isHead = call.exchange.request.method === 'HEAD'
  sendEmpty(call.exchange, 200, {
    etag: `"${etag}"`,
    'last-modified': new Date(modifiedMs).toUTCString(),
    ...crcHeader(call.exchange, crc64),
    ...(isHead ? { 'content-length': sizeBytes } : {}),
  })
}
