import type { OssCredentials, OssTarget } from './oss-types'
import {
  ALGORITHM_V4,
  canonicalPath,
  canonicalQuery,
  compactDate,
  createSignerV4,
  UNSIGNED_PAYLOAD,
} from './signing-v4'

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
  credentials: OssCredentials,
  key: string,
  options: {
    readonly dateMs: number
    readonly validitySeconds: number
    readonly query?: Readonly<Record<string, string>>
  },
): string {
  const { keyId, stsToken } = credentials
  const signer = createSignerV4(target, credentials)
  const date = compactDate(options.dateMs)
  const query = canonicalQuery({
    ...options.query,
    ...(stsToken ? { 'x-oss-security-token': stsToken } : {}),
    'x-oss-credential': `${keyId}/${signer.scope(date)}`,
    'x-oss-date': date,
    'x-oss-expires': options.validitySeconds,
    'x-oss-signature-version': ALGORITHM_V4,
  })
  // No header is signed: a browser sends its own. Hence the two empty lines.
  const path = canonicalPath(target.bucket, key)
  const request = ['GET', path, query, '', '', UNSIGNED_PAYLOAD].join('\n')
  return `${query}&x-oss-signature=${signer.sign(date, request)}`
}
