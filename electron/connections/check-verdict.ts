import type { CheckStep } from '../../shared/check-steps'
import type { ConnectionFields } from '../../shared/connection'
import type { AppErrorCode, AppErrorInfo } from '../../shared/errors'
import { namedEndpoint } from '../../shared/named-endpoint'
import { isRegionId } from '../../shared/oss-regions'

/** The step that a refusal of the first signed request belongs to; any other is about the bucket. */
const STEP_OF: Partial<Record<AppErrorCode, CheckStep>> = {
  NETWORK_OFFLINE: 'reach',
  HOST_NOT_FOUND: 'reach',
  CONNECTION_REFUSED: 'reach',
  CONNECTION_LOST: 'reach',
  TIMED_OUT: 'reach',
  STALLED: 'reach',
  TOO_SLOW: 'reach',
  TLS_FAILED: 'reach',
  TLS_UNKNOWN_AUTHORITY: 'reach',
  ANSWER_NOT_OSS: 'reach',
  PROXY_NOT_SET: 'reach',
  PROXY_KIND_UNSUPPORTED: 'reach',
  PROXY_UNREACHABLE: 'reach',
  PROXY_TLS_FAILED: 'reach',
  PROXY_AUTH_NEEDED: 'reach',
  PROXY_AUTH_UNSUPPORTED: 'reach',
  PROXY_FAILED: 'reach',
  OSS_DOMAIN_NOT_BOUND: 'reach',
  OSS_CLOCK_SKEWED: 'clock',
  OSS_KEY_UNKNOWN: 'sign',
  OSS_KEY_DISABLED: 'sign',
  OSS_KEY_ADDRESS_NOT_ALLOWED: 'sign',
  OSS_SECRET_WRONG: 'sign',
  OSS_TOKEN_INVALID: 'sign',
  OSS_TOKEN_EXPIRED: 'sign',
  OSS_SIGNATURE_VERSION_REFUSED: 'sign',
  OSS_WRONG_REGION: 'sign',
}

/** The step that failed. @param error of the first signed request, other than "not permitted" */
export function failedStepOf(error: AppErrorInfo): CheckStep {
  return STEP_OF[error.code] ?? 'bucket'
}

/**
 * True for "this key may not do this", which comes after key and signature were accepted. Other
 * refusals with status 403 (`SecondLevelDomainForbidden` among them) come before.
 */
export function isNotPermitted(error: AppErrorInfo): boolean {
  if (error.code !== 'OSS_ACCESS_DENIED') return false
  return error.oss?.code === undefined || error.oss.code === 'AccessDenied'
}

/** Fields with which the test would go further, where the failure tells them. */
export function suggestionFor(
  error: AppErrorInfo,
  fields: ConnectionFields,
): Partial<ConnectionFields> | undefined {
  if (error.code === 'OSS_WRONG_ENDPOINT') {
    return namedEndpoint(String(error.params.endpoint ?? ''), fields.endpoint)
  }
  if (error.code === 'OSS_SIGNATURE_VERSION_REFUSED' && fields.signatureVersion === 'v1') {
    return { signatureVersion: 'v4' }
  }
  if (error.code === 'OSS_WRONG_REGION') {
    const region = String(error.params.region ?? '')
    return isRegionId(region) && region !== fields.region ? { region } : undefined
  }
  if (error.oss?.code === 'SecondLevelDomainForbidden' && fields.addressing === 'path-style') {
    return { addressing: 'virtual-host' }
  }
  return undefined
}
