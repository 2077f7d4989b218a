import type { OssCredentials, OssTarget } from './oss-types'
import type { SignedHeaders } from './sdk'
import {
  ALGORITHM_V4,
  canonicalPath,
  canonicalQuery,
  createSignerV4,
  UNSIGNED_PAYLOAD,
} from './signing-v4'

/** A request as far as its signature covers it. */
export type HeaderSigning = {
  readonly method: string
  readonly key: string | undefined
  /** All that will be sent; of them `x-oss-*`, type and MD5 are signed. */
  readonly headers: SignedHeaders
  /** Everything behind the `?`; null is a name without a value. */
  readonly query: Readonly<Record<string, string | number | null>>
  /** `compactDate` of the server's time, which is among the headers too. */
  readonly date: string
}

/**
 * The Authorization header under V4, the same as the SDK's `authorizationV4`, which derives the key of
 * the day anew for each request and copies every header twice.
 */
export function createAuthorizationV4(
  target: Pick<OssTarget, 'bucket' | 'region'>,
  credentials: Pick<OssCredentials, 'keyId' | 'keySecret'>,
): (request: HeaderSigning) => string {
  const signer = createSignerV4(target, credentials)
  return ({ method, key = '', headers, query, date }) => {
    const path = canonicalPath(target.bucket, key)
    const lines = canonicalHeaders(headers)
    // No further header is signed: hence the empty line behind them.
    const request = `${method}\n${path}\n${canonicalQuery(query)}\n${lines}\n\n${UNSIGNED_PAYLOAD}`
    const signature = signer.sign(date, request)
    return `${ALGORITHM_V4} Credential=${credentials.keyId}/${signer.scope(date)},Signature=${signature}`
  }
}

function canonicalHeaders(headers: SignedHeaders): string {
  const signed: [name: string, value: string][] = []
  for (const name in headers) {
    const lower = name.toLowerCase()
    const isSigned =
      lower.startsWith('x-oss-') || lower === 'content-type' || lower === 'content-md5'
    if (isSigned) signed.push([lower, String(headers[name]).trim()])
  }
  signed.sort(([a], [b]) => (a < b ? -1 : 1))
  return signed.map(([name, value]) => `${name}:${value}\n`).join('')
}
