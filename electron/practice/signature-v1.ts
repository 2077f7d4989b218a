import { createHmac } from 'node:crypto'
import { byName, type SignedRequest, signedHeader } from './signed-request'

/**
 * Query parameters that V1 signs; all others can be changed without breaking the signature.
 * Source: "Include signatures in the Authorization header (V1)", CanonicalizedResource.
 */
const SIGNED_PARAMETERS: ReadonlySet<string> = new Set([
  'acl',
  'append',
  'asyncFetch',
  'bucketInfo',
  'callback',
  'callback-var',
  'cname',
  'comp',
  'continuation-token',
  'cors',
  'delete',
  'encryption',
  'endTime',
  'inventory',
  'inventoryId',
  'lifecycle',
  'live',
  'location',
  'logging',
  'objectMeta',
  'partNumber',
  'policy',
  'position',
  'qosInfo',
  'referer',
  'regionList',
  'requestPayment',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
  'restore',
  'security-token',
  'sequential',
  'startTime',
  'stat',
  'status',
  'symlink',
  'tagging',
  'transferAcceleration',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'vod',
  'website',
  'worm',
  'wormExtend',
  'wormId',
  'x-oss-process',
  'x-oss-request-payer',
  'x-oss-traffic-limit',
])

/** The text that a V1 signature covers. */
export function stringToSignV1(
  request: SignedRequest,
  bucket: string,
  key: string,
  /** Unix seconds from the link, or the date of the request. */
  dateOrExpires: string,
): string {
  const { method, headers, query } = request
  const ossHeaders = Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-'))
    .map((name) => [name, signedHeader(headers, name) ?? ''] as const)
    .sort(byName)
    .map(([name, value]) => `${name}:${value}\n`)
  const parameters = query.pairs
    .filter(([name]) => SIGNED_PARAMETERS.has(name))
    .sort(byName)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  const resource = bucket === '' ? '/' : `/${bucket}/${key}`
  return [
    method,
    signedHeader(headers, 'content-md5') ?? '',
    signedHeader(headers, 'content-type') ?? '',
    dateOrExpires,
    `${ossHeaders.join('')}${resource}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`,
  ].join('\n')
}

/** HMAC-SHA1, Base64. */
export function signatureV1(keySecret: string, stringToSign: string): string {
  return createHmac('sha1', keySecret).update(stringToSign, 'utf8').digest('base64')
}
