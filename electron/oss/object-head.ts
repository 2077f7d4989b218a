import type { AnswerHeaders } from '../wire/answer-head'
import type { ObjectHead, OpenObject, UploadHeaders } from './oss-types'

/** The server checks it before it does anything: damaged bytes replace nothing. */
export const CONTENT_MD5 = 'Content-MD5'

/** Reads what OSS says of an object from the headers of a HEAD or GET. */
export function objectHeadOf(headers: AnswerHeaders): ObjectHead {
  const range = contentRangeOf(headers['content-range'])
  const crc64 = headers['x-oss-hash-crc64ecma']
  const lastModifiedMs = Date.parse(headers['last-modified'] ?? '')
  return {
    sizeBytes: range?.total ?? Number(headers['content-length'] ?? 0),
    etag: headers.etag ?? '',
    ...(typeof crc64 === 'string' ? { crc64 } : {}),
    ...(headers['content-type'] ? { contentType: headers['content-type'] } : {}),
    ...(headers['content-disposition']
      ? { contentDisposition: headers['content-disposition'] }
      : {}),
    ...(Number.isFinite(lastModifiedMs) ? { lastModifiedMs } : {}),
  }
}

/** `bytes 0-99/1234` (RFC 9110, 14.4); undefined when absent, malformed or of unknown total. */
export function contentRangeOf(value: string | undefined): OpenObject['range'] {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(value ?? '')
  if (!match) return undefined
  const [first, last, total] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return first <= last && last < total ? { first, last, total } : undefined
}

/** Request headers of the choices for a new object. */
export function headersOf(headers: UploadHeaders): Record<string, string> {
  return {
    ...(headers.contentType ? { 'Content-Type': headers.contentType } : {}),
    ...(headers.forbidOverwrite ? { 'x-oss-forbid-overwrite': 'true' } : {}),
    ...(headers.contentMd5 ? { [CONTENT_MD5]: headers.contentMd5 } : {}),
  }
}

/** ETag and CRC of what the server stored, from the headers of its answer. */
export function storedOf(headers: Readonly<Record<string, string | string[] | undefined>>): {
  etag: string
  crc64?: string
} {
  const crc64 = headers['x-oss-hash-crc64ecma']
  return { etag: String(headers.etag ?? ''), ...(typeof crc64 === 'string' ? { crc64 } : {}) }
}
