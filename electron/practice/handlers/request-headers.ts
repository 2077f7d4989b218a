import type { IncomingHttpHeaders } from 'node:http'
import { invalidArgument, OssError } from '../oss-error'
import type { KeptHeaders } from '../store/records'

const STANDARD_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const

/** 8 KiB: all names and values of the user's metadata together. */
const MAX_META_BYTES = 8 * 1024

/** A header as text; repeated ones are joined. */
export function headerText(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

/**
 * The headers of an upload that come back with the object.
 * @throws OssError InvalidArgument when the metadata is larger than 8 KiB
 */
export function keptHeaders(headers: IncomingHttpHeaders): KeptHeaders {
  const kept: Record<string, string> = { 'content-type': 'application/octet-stream' }
  for (const name of STANDARD_HEADERS) {
    const value = headerText(headers, name)
    if (value !== undefined && value !== '') kept[name] = value
  }
  let metaBytes = 0
  for (const name of Object.keys(headers)) {
    if (!name.startsWith('x-oss-meta-')) continue
    const value = headerText(headers, name) ?? ''
    metaBytes += name.length + value.length
    kept[name] = value
  }
  if (metaBytes > MAX_META_BYTES) throw invalidArgument('The metadata of the object is too large.')
  return kept
}

/** @throws OssError InvalidArgument for anything but `true` and `false` */
export function forbidsOverwrite(headers: IncomingHttpHeaders): boolean {
  const value = headerText(headers, 'x-oss-forbid-overwrite')
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  throw invalidArgument(
    'The value of x-oss-forbid-overwrite must be true or false.',
    'x-oss-forbid-overwrite',
    value,
  )
}

/** @throws OssError MissingContentLength (411) unless the length is given or the body is chunked */
export function assertHasLength(headers: IncomingHttpHeaders): void {
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return
  const message = 'You must provide the Content-Length HTTP header.'
  throw new OssError(411, 'MissingContentLength', message, { ec: '0017-00000101' })
}

/**
 * Content-MD5 as bytes.
 * @throws OssError InvalidDigest when it is not the Base64 of 16 bytes
 */
export function readContentMd5(headers: IncomingHttpHeaders): Buffer | undefined {
  const text = headerText(headers, 'content-md5')
  if (text === undefined) return undefined
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === 16 && /^[A-Za-z0-9+/]{22}==$/.test(text)) return bytes
  throw invalidDigest('The Content-MD5 you specified is not valid.', '0017-00000502')
}

/** @throws OssError InvalidDigest when the body is not the one that was announced */
export function assertMd5Matches(announced: Buffer | undefined, actual: Buffer | undefined): void {
  if (!announced || (actual && announced.equals(actual))) return
  throw invalidDigest(
    'The Content-MD5 you specified did not match what we received.',
    '0017-00000503',
  )
}

function invalidDigest(message: string, ec: string): OssError {
  return new OssError(400, 'InvalidDigest', message, { ec })
}
