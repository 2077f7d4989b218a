/** One hour: what a link is given when nobody says otherwise. */
export const LINK_VALIDITY_DEFAULT_S = 3600

/** Seven days: OSS answers a V4 link that asks for more with an error (EC 0002-00000232). */
export const V4_MAX_VALIDITY_S = 604_800

/** Ten years: OSS names no limit for V1, and a link for ever is a mistake sooner than a wish. */
export const V1_MAX_VALIDITY_S = 315_360_000

/** Offered beside the field, in seconds: 15 minutes, 1 hour, 8 hours, 1 day, 7 days. */
export const LINK_VALIDITY_PRESETS_S = [900, 3600, 28_800, 86_400, 604_800] as const

export const VALIDITY_PROBLEMS = [
  'VALIDITY_EMPTY',
  'VALIDITY_NOT_A_NUMBER',
  'VALIDITY_NOT_WHOLE',
  'VALIDITY_TOO_SHORT',
  'VALIDITY_TOO_LONG',
] as const
export type ValidityProblem = (typeof VALIDITY_PROBLEMS)[number]

/**
 * Checks the seconds a link shall live, as typed or stored. A value that OSS would refuse, or
 * would take and mean otherwise, never gets through: no link is born dead.
 */
export function checkValidity(
  input: string | number,
  signatureVersion: 'v4' | 'v1',
): { ok: true; seconds: number } | { ok: false; problem: ValidityProblem } {
  const text = String(input).normalize('NFKC').trim()
  if (text === '') return { ok: false, problem: 'VALIDITY_EMPTY' }
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(text)) return { ok: false, problem: 'VALIDITY_NOT_A_NUMBER' }
  const seconds = Number(text)
  const longest = signatureVersion === 'v4' ? V4_MAX_VALIDITY_S : V1_MAX_VALIDITY_S
  if (seconds < 1) return { ok: false, problem: 'VALIDITY_TOO_SHORT' }
  if (seconds > longest) return { ok: false, problem: 'VALIDITY_TOO_LONG' }
  return Number.isInteger(seconds)
    ? { ok: true, seconds }
    : { ok: false, problem: 'VALIDITY_NOT_WHOLE' }
}
