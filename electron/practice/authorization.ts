import { accessDenied, invalidArgument } from './oss-error'
import type { ScopeV4 } from './signature-v4'
import { type SignedRequest, signedHeader } from './signed-request'

/** The credentials of a request as it states them; nothing is checked yet but their form. */
export type Claim = { readonly kind: 'anonymous' } | ClaimV1 | ClaimV4

/** `Authorization: OSS id:signature`, or a link with OSSAccessKeyId, Expires and Signature. */
export type ClaimV1 = {
  readonly kind: 'v1'
  readonly keyId: string
  readonly signature: string
  readonly token: string | undefined
  /** Unix seconds when the link ends; undefined for a signed header. */
  readonly expiresSeconds: number | undefined
}

/** `Authorization: OSS4-HMAC-SHA256 ...`, or a link with x-oss-signature-version. */
export type ClaimV4 = {
  readonly kind: 'v4'
  readonly keyId: string
  readonly signature: string
  readonly token: string | undefined
  readonly scope: ScopeV4
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string
  readonly additionalHeaders: readonly string[]
  /** Seconds that the link is good for; undefined for a signed header. */
  readonly validSeconds: number | undefined
}

/** Longest life of a V4 link: seven days. */
export const MAX_LINK_SECONDS = 604_800

const V4 = 'OSS4-HMAC-SHA256'

function readCredential(text: string): { keyId: string; scope: ScopeV4 } {
  const [keyId = '', day = '', region = '', product, terminator, ...more] = text.split('/')
  if (product !== 'oss' || terminator !== 'aliyun_v4_request' || more.length > 0 || keyId === '') {
    throw invalidArgument(
      'Invalid Credential in the signature.',
      'Credential',
      text,
      '0002-00000213',
    )
  }
  if (!/^\d{8}$/.test(day)) {
    throw invalidArgument('Invalid date in Credential.', 'Credential', text, '0002-00000212')
  }
  return { keyId, scope: { day, region } }
}

function headerNames(text: string | undefined): readonly string[] {
  const names = (text ?? '').toLowerCase().split(';')
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

function readHeaderV4(request: SignedRequest, authorization: string): ClaimV4 {
  const fields = new Map<string, string>()
  for (const piece of authorization.slice(V4.length).split(',')) {
    const equals = piece.indexOf('=')
    if (equals > 0) fields.set(piece.slice(0, equals).trim(), piece.slice(equals + 1).trim())
  }
  const signature = fields.get('Signature')
  if (!signature)
    throw invalidArgument('Signature is missing.', 'Authorization', '', '0002-00000203')
  const payload = signedHeader(request.headers, 'x-oss-content-sha256')
  if (payload !== 'UNSIGNED-PAYLOAD') {
    const message = 'The header x-oss-content-sha256 must be UNSIGNED-PAYLOAD.'
    throw invalidArgument(message, 'x-oss-content-sha256', payload ?? '', '0002-00000227')
  }
  return {
    kind: 'v4',
    ...readCredential(fields.get('Credential') ?? ''),
    signature,
    token: signedHeader(request.headers, 'x-oss-security-token'),
    timestamp: signedHeader(request.headers, 'x-oss-date') ?? '',
    additionalHeaders: headerNames(fields.get('AdditionalHeaders')),
    validSeconds: undefined,
  }
}

function readLinkV4({ query }: SignedRequest): ClaimV4 {
  const expires = query.get('x-oss-expires') ?? ''
  const seconds = Number(expires)
  if (!/^\d+$/.test(expires) || seconds < 1 || seconds > MAX_LINK_SECONDS) {
    const ec = expires === '' ? '0002-00000215' : '0002-00000232'
    const message = `x-oss-expires must be between 1 and ${MAX_LINK_SECONDS} seconds.`
    throw invalidArgument(message, 'x-oss-expires', expires, ec)
  }
  return {
    kind: 'v4',
    ...readCredential(query.get('x-oss-credential') ?? ''),
    signature: query.get('x-oss-signature') ?? '',
    token: query.get('x-oss-security-token'),
    timestamp: query.get('x-oss-date') ?? '',
    additionalHeaders: headerNames(query.get('x-oss-additional-headers')),
    validSeconds: seconds,
  }
}

function readHeaderV1(request: SignedRequest, authorization: string): ClaimV1 {
  const [, keyId, signature] = /^OSS ([^:]+):(.+)$/.exec(authorization) ?? []
  if (!keyId || !signature) {
    throw invalidArgument('Authorization header is invalid.', 'Authorization', '', '0002-00000002')
  }
  const token = signedHeader(request.headers, 'x-oss-security-token')
  return { kind: 'v1', keyId, signature, token, expiresSeconds: undefined }
}

function readLinkV1({ query }: SignedRequest): ClaimV1 {
  const keyId = query.get('OSSAccessKeyId')
  const signature = query.get('Signature')
  const expires = query.get('Expires')
  if (!keyId || !signature || !expires) {
    const message =
      'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters'
    throw accessDenied(message, '0002-00000068')
  }
  if (!/^\d{1,15}$/.test(expires)) {
    const message = `Invalid date (should be seconds since epoch): ${expires}`
    throw accessDenied(message, '0002-00000070')
  }
  return {
    kind: 'v1',
    keyId,
    signature,
    token: query.get('security-token'),
    expiresSeconds: Number(expires),
  }
}

/**
 * Reads how a request is signed. A header wins over a link.
 * @throws OssError InvalidArgument | AccessDenied when the form is wrong
 */
export function readClaim(request: SignedRequest): Claim {
  const { headers, query } = request
  const authorization = headers.authorization
  if (authorization !== undefined) {
    if (authorization.startsWith(`${V4} `)) return readHeaderV4(request, authorization)
    return readHeaderV1(request, authorization)
  }
  const version = query.get('x-oss-signature-version')
  if (version === V4) return readLinkV4(request)
  if (version !== undefined) {
    const message = 'The signature version is invalid.'
    throw invalidArgument(message, 'x-oss-signature-version', version, '0002-00000066')
  }
  const isLinkV1 = ['OSSAccessKeyId', 'Signature', 'Expires'].some((name) => query.has(name))
  return isLinkV1 ? readLinkV1(request) : { kind: 'anonymous' }
}
