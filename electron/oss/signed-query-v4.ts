import { createHash, createHmac } from 'node:crypto'
import type { OssCredentials, OssTarget } from './oss-types'
import { DEFAULT_REGION } from './sdk'

const ALGORITHM = 'OSS4-HMAC-SHA256'

/**
 * The query that makes a GET of one object a signed link (page "Add a V4 signature to a URL"). The
 * SDK's own `signatureUrlV4` takes the time from this computer's clock alone, and with a clock that
 * is ahead of the server's its links are not valid yet.
 * @param options.dateMs the server's time, milliseconds since 1970
 * @param options.query further parameters that the link shall have
 * @returns without `?`
 */
export function signedQueryV4(
  target: Pick<OssTarget, 'bucket' | 'region'>,
  { keyId, keySecret, stsToken }: OssCredentials,
  key: string,
  options: {
    readonly dateMs: number
    readonly validitySeconds: number
    readonly query?: Readonly<Record<string, string>>
  },
): string {
  // 20261124T030332Z
  const date = `${new Date(options.dateMs).toISOString().replace(/[-:]|\.\d+Z$/g, '')}Z`
  const day = date.slice(0, 8)
  const region = target.region || DEFAULT_REGION
  const scope = `${day}/${region}/oss/aliyun_v4_request`
  const query = canonicalQuery({
    ...options.query,
    ...(stsToken ? { 'x-oss-security-token': stsToken } : {}),
    'x-oss-credential': `${keyId}/${scope}`,
    'x-oss-date': date,
    'x-oss-expires': String(options.validitySeconds),
    'x-oss-signature-version': ALGORITHM,
  })
  const path = strictlyEncoded(`/${target.bucket}/${key}`).replaceAll('%2F', '/')
  // No header is signed: a browser sends its own. Hence the two empty lines.
  const request = ['GET', path, query, '', '', 'UNSIGNED-PAYLOAD'].join('\n')
  const text = [ALGORITHM, date, scope, createHash('sha256').update(request).digest('hex')]
  const signature = hmac(signingKey(keySecret, day, region), text.join('\n')).toString('hex')
  return `${query}&x-oss-signature=${signature}`
}

function signingKey(keySecret: string, day: string, region: string): Buffer {
  const ofDay = hmac(`aliyun_v4${keySecret}`, day)
  return hmac(hmac(hmac(ofDay, region), 'oss'), 'aliyun_v4_request')
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Sorted by name as bytes; values as they go into the URL. */
function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => [strictlyEncoded(name), strictlyEncoded(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** RFC 3986: `encodeURIComponent` leaves five characters more as they are. */
function strictlyEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
