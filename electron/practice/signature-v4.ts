import { createHash, createHmac } from 'node:crypto'
import { byName, type SignedRequest, signedHeader } from './signed-request'

/** Where and when a V4 signature is good: `20261123/cn-hangzhou/oss/aliyun_v4_request`. */
export type ScopeV4 = {
  /** `YYYYMMDD`, UTC. */
  readonly day: string
  readonly region: string
}

/** What is needed to rebuild the text under a V4 signature. */
export type PartsV4 = {
  readonly bucket: string
  readonly key: string
  readonly scope: ScopeV4
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string
  /** Lower-case names of further signed headers, sorted. */
  readonly additionalHeaders: readonly string[]
  /** `UNSIGNED-PAYLOAD` */
  readonly payloadHash: string
}

/** Percent-encoding of RFC 3986: letters, digits and `-_.~` stay. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The canonical request. `x-oss-signature` is never part of it; a parameter without value has no `=`. */
export function canonicalRequestV4(request: SignedRequest, parts: PartsV4): string {
  const { method, headers, query } = request
  const { bucket, key, additionalHeaders, payloadHash } = parts
  const uri = encodeStrictly(bucket === '' ? '/' : `/${bucket}/${key}`).replaceAll('%2F', '/')
  const parameters = query.pairs
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
    .sort(byName)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  const signedNames = Object.keys(headers).filter(
    (name) =>
      name.startsWith('x-oss-') ||
      name === 'content-type' ||
      name === 'content-md5' ||
      additionalHeaders.includes(name),
  )
  const canonicalHeaders = signedNames
    .sort()
    .map((name) => `${name}:${signedHeader(headers, name) ?? ''}\n`)
  return [
    method,
    uri,
    parameters.join('&'),
    canonicalHeaders.join(''),
    additionalHeaders.join(';'),
    payloadHash,
  ].join('\n')
}

/** The text that a V4 signature covers. */
export function stringToSignV4(parts: PartsV4, canonicalRequest: string): string {
  const { day, region } = parts.scope
  return [
    'OSS4-HMAC-SHA256',
    parts.timestamp,
    `${day}/${region}/oss/aliyun_v4_request`,
    createHash('sha256').update(canonicalRequest, 'utf8').digest('hex'),
  ].join('\n')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}

/**
 * Derives signing keys and remembers the last few: they change once a day, and a derivation costs
 * more than the rest of a small request's signature.
 */
export function createSigningKeys(): (keySecret: string, scope: ScopeV4) => Buffer {
  const remembered = new Map<string, Buffer>()
  return (keySecret, { day, region }) => {
    const name = `${day}\n${region}\n${keySecret}`
    const known = remembered.get(name)
    if (known) return known
    if (remembered.size > 100) remembered.clear()
    const key = hmac(
      hmac(hmac(hmac(`aliyun_v4${keySecret}`, day), region), 'oss'),
      'aliyun_v4_request',
    )
    remembered.set(name, key)
    return key
  }
}

/** HMAC-SHA256, lower-case hex. */
export function signatureV4(signingKey: Buffer, stringToSign: string): string {
  return hmac(signingKey, stringToSign).toString('hex')
}
