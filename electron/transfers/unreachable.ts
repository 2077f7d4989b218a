import type { AppErrorCode, AppErrorInfo } from '../../shared/errors'

const UNREACHABLE: ReadonlySet<AppErrorCode> = new Set([
  'NETWORK_OFFLINE',
  'HOST_NOT_FOUND',
  'CONNECTION_REFUSED',
  'CONNECTION_LOST',
  'TIMED_OUT',
  'STALLED',
  'PROXY_FAILED',
  'PROXY_UNREACHABLE',
])

/** True when no answer came, or none to its end: the way to the host is broken, not the file. */
export function isUnreachable(error: AppErrorInfo): boolean {
  return UNREACHABLE.has(error.code) && error.retry === 'automatic' && error.oss === undefined
}
