/** The longest that OSS accepts for a V4 signature: 7 days (service document, "V4 signed URLs"). */
export const V4_MAX_SECONDS = 604_800
/** V1 states no limit; ten years is what the settings take. */
export const V1_MAX_SECONDS = 315_360_000

/** Lengths of time that people ask for, by the key of their name in the common words. */
export const VALIDITY_PRESETS = [
  { name: 'tenMinutes', seconds: 600 },
  { name: 'hour', seconds: 3600 },
  { name: 'day', seconds: 86_400 },
  { name: 'threeDays', seconds: 259_200 },
  { name: 'week', seconds: V4_MAX_SECONDS },
] as const

/** The most seconds a link of this signature can be valid. */
export function maxValiditySeconds(signatureVersion: 'v4' | 'v1' | undefined): number {
  return signatureVersion === 'v1' ? V1_MAX_SECONDS : V4_MAX_SECONDS
}

/** Reads a number of seconds as typed. @returns undefined unless it is whole and within 1 to `max` */
export function readSeconds(text: string, max: number): number | undefined {
  const trimmed = text.trim()
  if (!/^\d{1,12}$/.test(trimmed)) return undefined
  const seconds = Number(trimmed)
  return seconds >= 1 && seconds <= max ? seconds : undefined
}
