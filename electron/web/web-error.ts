import type { AppErrorCode, RetryAdvice } from '../../shared/errors'
import { readLinkSignature } from '../../shared/pasted/link-signature'
import { AppError } from '../errors/app-error'
import { retryAfterMs } from '../errors/retry-after'
import type { WebHeaders } from './web-transport'

/** An answer that is no file, with at most 64 KiB of its body. */
export type WebRefusal = {
  readonly status: number
  readonly headers: WebHeaders
  readonly body: string
  readonly host: string
}

/** Says more of a refusal than its status does, where the body is of a kind that it knows. */
export type ExplainRefusal = (refusal: WebRefusal) => AppError | undefined

/**
 * What OSS says of a key means the key that made the link, not one of ours: whoever pastes a link
 * can't edit a connection for it.
 */
const ABOUT_THE_LINK: Partial<Record<AppErrorCode, AppErrorCode>> = {
  OSS_ACCESS_DENIED: 'HTTP_FORBIDDEN',
  OSS_SECRET_WRONG: 'HTTP_FORBIDDEN',
  OSS_KEY_UNKNOWN: 'HTTP_FORBIDDEN',
  OSS_KEY_DISABLED: 'HTTP_FORBIDDEN',
  OSS_TOKEN_INVALID: 'HTTP_FORBIDDEN',
  OSS_TOKEN_EXPIRED: 'LINK_EXPIRED',
}

/**
 * The failure behind a refusal of any web server: by what `explain` knows, by the end of the
 * link's own signature, by status.
 * @param url the hop that was refused
 * @param nowMs our clock, where the server does not tell its own
 */
export function webError(
  refusal: WebRefusal,
  url: string,
  nowMs: number,
  explain: ExplainRefusal = () => undefined,
): AppError {
  const known = explain(refusal)
  const oss = known?.info.oss
  const code = codeOf(refusal.status, known?.code)
  const isRefused = code === 'HTTP_FORBIDDEN' || refusal.status === 400
  const serverMs = Date.parse(refusal.headers.date ?? '') || nowMs
  const endsAtMs = readLinkSignature(new URL(url).search)?.expiresAtMs
  if (code === 'LINK_EXPIRED' || (isRefused && endsAtMs !== undefined && endsAtMs <= serverMs)) {
    return new AppError('LINK_EXPIRED', { host: refusal.host }, { ...(oss ? { oss } : {}) })
  }
  if (known && known.code === code) return known
  const askedMs = retryAfterMs(refusal.headers['retry-after'], serverMs)
  const params = {
    host: refusal.host,
    status: refusal.status,
    ...(askedMs === undefined ? {} : { retryAfterMs: askedMs }),
  }
  const retry = retryOf(code)
  return new AppError(code, params, { retry, oss: oss ?? { httpStatus: refusal.status } })
}

function codeOf(status: number, known: AppErrorCode | undefined): AppErrorCode {
  if (known !== undefined) return ABOUT_THE_LINK[known] ?? known
  if (status === 401 || status === 403) return 'HTTP_FORBIDDEN'
  if (status === 407) return 'PROXY_AUTH_NEEDED'
  if (status === 404 || status === 410) return 'HTTP_NOT_FOUND'
  if (status === 412 || status === 416) return 'OBJECT_CHANGED'
  if (status === 425 || status === 429 || status === 503) return 'HTTP_THROTTLED'
  return status === 408 || status >= 500 ? 'HTTP_SERVER_ERROR' : 'HTTP_REJECTED'
}

function retryOf(code: AppErrorCode): RetryAdvice {
  switch (code) {
    case 'HTTP_THROTTLED':
    case 'HTTP_SERVER_ERROR':
    case 'OBJECT_CHANGED':
      return 'automatic'
    case 'PROXY_AUTH_NEEDED':
      return 'after-settings'
    default:
      return 'manual'
  }
}
