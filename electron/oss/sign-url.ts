import { V4_MAX_VALIDITY_S } from '../../shared/link-validity'
import { AppError } from '../errors/app-error'
import type { OssCredentials, OssTarget } from './oss-types'
import type { Sdk } from './sdk'
import { signedQueryV4 } from './signed-query-v4'

/** Whose link, and what time it is there. */
export type LinkSigning = {
  readonly target: OssTarget
  readonly credentials: OssCredentials
  /** The server's clock minus ours: a link is dead or short-lived when it is signed by a wrong one. */
  readonly clockOffsetMs: number
}

/**
 * A signed GET link for one object.
 * The SDK checks no limit: under V4 it signs for 8 days and OSS refuses the link (EC
 * 0002-00000232); under V1 it takes `'600'` for a date in the far future. So we check.
 * @param validitySeconds 1 to 604,800 under V4; under V1 any whole number from 1
 * @throws AppError LINK_VALIDITY_INVALID
 */
export async function signGetUrl(
  sdk: Sdk,
  { target, credentials, clockOffsetMs }: LinkSigning,
  key: string,
  validitySeconds: number,
  overrides: { contentDisposition?: string } = {},
): Promise<string> {
  const isV4 = target.signatureVersion === 'v4'
  if (
    !Number.isInteger(validitySeconds) ||
    validitySeconds < 1 ||
    (isV4 && validitySeconds > V4_MAX_VALIDITY_S)
  ) {
    throw new AppError('LINK_VALIDITY_INVALID', {
      seconds: validitySeconds,
      max: V4_MAX_VALIDITY_S,
    })
  }
  const disposition = overrides.contentDisposition
  if (isV4) {
    const query = signedQueryV4(target, credentials, key, {
      dateMs: Date.now() + clockOffsetMs,
      validitySeconds,
      query: disposition === undefined ? {} : { 'response-content-disposition': disposition },
    })
    // Not by `URL`, which would take dots between slashes out of the key.
    return `${sdk._getReqUrl({ bucket: target.bucket, object: key })}?${query}`
  }
  // V1 says when a link ends, by our clock as the SDK reads it; it takes 0 for "not given".
  const expires = validitySeconds + Math.round(clockOffsetMs / 1000) || 1
  return sdk.signatureUrl(key, {
    method: 'GET',
    expires,
    ...(disposition === undefined ? {} : { response: { 'content-disposition': disposition } }),
  })
}
