import type { WebHeaders } from './web-transport'

/** What a web server says of a file. `crc64` is OSS's, in unsigned decimal. */
export type WebHead = {
  /** Of the whole file; undefined where the server does not say (chunked, compressed). */
  readonly sizeBytes?: number | undefined
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
  readonly contentType?: string | undefined
  readonly contentDisposition?: string | undefined
  readonly crc64?: string | undefined
  /** Whether a download that was cut can be gone on with. */
  readonly acceptsRanges: boolean
}

/** First and last byte of an answer, and the size of the whole where it is known (`*` is not). */
export type WebRange = { readonly first: number; readonly last: number; readonly total?: number }

/**
 * Reads what an answer of status 200 or 206 says of the file. A compressed answer arrives decoded:
 * its length, its checksum and its ranges are those of other bytes and are not believed.
 */
export function readHead(status: number, headers: WebHeaders): WebHead {
  const encoded = isEncoded(headers)
  const range = contentRangeOf(headers)
  return {
    sizeBytes: encoded ? undefined : status === 206 ? range?.total : contentLengthOf(headers),
    etag: headers.etag,
    lastModified: headers['last-modified'],
    contentType: headers['content-type'],
    contentDisposition: headers['content-disposition'],
    crc64: encoded ? undefined : headers['x-oss-hash-crc64ecma'],
    acceptsRanges: !encoded && (status === 206 || headers['accept-ranges'] === 'bytes'),
  }
}

/** Bytes that the body of this very answer must have; undefined where nobody says. */
export function bodyBytesOf(headers: WebHeaders): number | undefined {
  return isEncoded(headers) ? undefined : contentLengthOf(headers)
}

/** `bytes 0-99/1234` or `bytes 0-99/*` (RFC 9110, 14.4); undefined when absent or malformed. */
export function contentRangeOf(headers: WebHeaders): WebRange | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(headers['content-range'] ?? '')
  if (!match) return undefined
  const [first, last] = [Number(match[1]), Number(match[2])]
  if (match[3] === '*') return first <= last ? { first, last } : undefined
  const total = Number(match[3])
  return first <= last && last < total ? { first, last, total } : undefined
}

/** Whether the body was compressed on its way, against our wish. */
export function isEncoded(headers: WebHeaders): boolean {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  return encoding !== '' && encoding !== 'identity'
}

function contentLengthOf(headers: WebHeaders): number | undefined {
  const text = headers['content-length'] ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
