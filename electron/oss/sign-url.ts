import { V4_MAX_VALIDITY_S } from '../../shared/link-validity'
import { AppError } from '../errors/app-error'
import type { OssTarget } from './oss-types'
import type { Sdk } from './sdk'

/**
 * A signed GET link for one object.
 * The SDK checks no limit: under V4 it signs for 8 days and OSS refuses the link (EC
 * 0002-00000232); under V1 it takes `'600'` for a date in the far future. So we check.
 * @param validitySeconds 1 to 604,800 under V4; under V1 any whole number from 1
 * @throws AppError LINK_VALIDITY_INVALID
 */
export async function signGetUrl(
  sdk: Sdk,
  target: OssTarget,
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
    const queries: Record<string, string> =
      disposition === undefined ? {} : { 'response-content-disposition': disposition }
    return sdk.signatureUrlV4('GET', validitySeconds, { queries }, key)
  }
  return sdk.signatureUrl(key, {
    method: 'GET',
    expires: validitySeconds,
    ...(disposition === undefined ? {} : { response: { 'content-disposition': disposition } }),
  })
}
