import { accessDenied, OssError } from './oss-error'

/** 15 minutes: how far a client's clock may be off, and a V4 link's date ahead. */
export const MAX_SKEW_MS = 900_000

/**
 * Reads `YYYYMMDDTHHMMSSZ`.
 * @returns milliseconds since 1970, or undefined
 */
export function parseBasicTimestamp(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/**
 * @param signedMs undefined when the request has no date that can be read
 * @param side a link may be old (its own expiry decides) but not from the future
 * @throws OssError AccessDenied without a date, RequestTimeTooSkewed with the server's time
 */
export function assertNotSkewed(
  signedMs: number | undefined,
  nowMs: number,
  side: 'both' | 'only-ahead' = 'both',
): void {
  if (signedMs === undefined) {
    throw accessDenied('OSS authentication requires a valid Date.', '0002-00000503')
  }
  const aheadMs = signedMs - nowMs
  if (aheadMs <= MAX_SKEW_MS && (side === 'only-ahead' || -aheadMs <= MAX_SKEW_MS)) return
  const message = 'The difference between the request time and the current time is too large.'
  throw new OssError(403, 'RequestTimeTooSkewed', message, {
    ec: '0002-00000504',
    details: [
      ['MaxAllowedSkewMilliseconds', String(MAX_SKEW_MS)],
      ['RequestTime', new Date(signedMs).toISOString()],
      ['ServerTime', new Date(nowMs).toISOString()],
    ],
  })
}

/** @throws OssError AccessDenied "Request has expired." */
export function assertLinkAlive(endsMs: number, nowMs: number, ec: string): void {
  if (nowMs < endsMs) return
  const expires = new Date(Math.min(endsMs, 8.64e15)).toISOString()
  throw accessDenied('Request has expired.', ec, [
    ['Expires', expires],
    ['ServerTime', new Date(nowMs).toISOString()],
  ])
}
