import { createHash, createHmac } from 'node:crypto'
import type { OssCredentials, OssTarget } from './oss-types'
import { DEFAULT_REGION } from './sdk'

/** The name of V4 in headers and links. */
export const ALGORITHM_V4 = 'OSS4-HMAC-SHA256'
/** Bodies are not summed for the signature: CRC64 and MD5 look after them. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

/** Signs for one bucket with one credential. */
export type SignerV4 = {
  /** What the credential is good for: day, region, product. @param date of `compactDate` */
  scope(date: string): string
  /**
   * @param canonicalRequest the request as OSS spells it
   * @returns the signature, hex
   */
  sign(date: string, canonicalRequest: string): string
}

/**
 * The arithmetic of V4 (page "Include a V4 signature in the Authorization header"). A key is good for
 * a day and is kept so long: deriving it is four of the five HMACs that a signature takes.
 */
export function createSignerV4(
  target: Pick<OssTarget, 'region'>,
  { keySecret }: Pick<OssCredentials, 'keySecret'>,
): SignerV4 {
  const region = target.region || DEFAULT_REGION
  let kept: { readonly day: string; readonly scope: string; readonly key: Buffer } | undefined

  function at(date: string) {
    const day = date.slice(0, 8)
    if (kept?.day !== day) {
      const ofRegion = hmac(hmac(`aliyun_v4${keySecret}`, day), region)
      const key = hmac(hmac(ofRegion, 'oss'), 'aliyun_v4_request')
      kept = { day, scope: `${day}/${region}/oss/aliyun_v4_request`, key }
    }
    return kept
  }

  return {
    scope: (date) => at(date).scope,
    sign(date, canonicalRequest) {
      const { scope, key } = at(date)
      const digest = createHash('sha256').update(canonicalRequest).digest('hex')
      const text = `${ALGORITHM_V4}\n${date}\n${scope}\n${digest}`
      return createHmac('sha256', key).update(text).digest('hex')
    },
  }
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** 20261124T030332Z. @param ms since 1970 */
export function compactDate(ms: number): string {
  return `${new Date(ms).toISOString().replace(/[-:]|\.\d+Z$/g, '')}Z`
}

/** The path of an object, or of the bucket, as it is signed. */
export function canonicalPath(bucket: string, key: string): string {
  return strictlyEncoded(`/${bucket}/${key}`).replaceAll('%2F', '/')
}

/** Sorted by name as bytes; values as they go into the URL, none where it is null. */
export function canonicalQuery(query: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(query)
    .map(([name, value]) => [strictlyEncoded(name), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === null ? name : `${name}=${strictlyEncoded(String(value))}`))
    .join('&')
}

/** RFC 3986: `encodeURIComponent` leaves five characters more as they are. */
function strictlyEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
