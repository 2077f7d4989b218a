/**
 * `Retry-After` in milliseconds: seconds or a date (RFC 9110, 10.2.3).
 * @param serverMs the server's clock, by which a date is meant
 * @returns undefined when it is absent, makes no sense, or is over
 */
export function retryAfterMs(text: string | undefined, serverMs: number): number | undefined {
  const value = text?.trim() ?? ''
  const delayMs = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - serverMs
  return delayMs > 0 ? delayMs : undefined
}
