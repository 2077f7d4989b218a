import type { AppErrorInfo } from '../../shared/errors'
import { MAX_ATTEMPTS } from '../../shared/transfer-rules'
import { LEAST_PACE } from '../network/least-pace'

const FIRST_DELAY_MS = 1_000
const MAX_DELAY_MS = 30_000

/**
 * Whether and when a failed attempt is tried again: exponential from 1 s with full jitter between
 * half and all of the delay, never sooner than the server asked (`retryAfterMs`).
 * @param attempts made so far, at least 1
 * @param random a number from 0 (included) to 1
 * @returns delay in milliseconds, or undefined when another try would not help
 */
export function retryDelayMs(
  error: AppErrorInfo,
  attempts: number,
  random: number,
): number | undefined {
  if (error.retry !== 'automatic' || attempts >= MAX_ATTEMPTS) return undefined
  const backoff = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1))
  const jittered = backoff * (0.5 + random / 2)
  const asked = Number(error.params.retryAfterMs ?? 0)
  return Math.max(jittered, Math.min(asked, 5 * 60_000))
}

/**
 * Whether so much is reason to count attempts anew. A few bytes at each of them are none: else a
 * server that trickles would be asked for ever.
 */
export function isProgress(gainedBytes: number): boolean {
  return gainedBytes >= LEAST_PACE.bytes
}
