import { checkValidity, V1_MAX_VALIDITY_S, V4_MAX_VALIDITY_S } from '../../shared/link-validity'

/** Lengths of time that people ask for, by the key of their name in the common words. */
export const VALIDITY_PRESETS = [
  { name: 'quarter', seconds: 900 },
  { name: 'hour', seconds: 3600 },
  { name: 'eightHours', seconds: 28_800 },
  { name: 'day', seconds: 86_400 },
  { name: 'week', seconds: V4_MAX_VALIDITY_S },
] as const

/** The most seconds a link of this signature can be valid; without a connection, that of V4. */
export function maxValiditySeconds(signatureVersion: 'v4' | 'v1' | undefined): number {
  return signatureVersion === 'v1' ? V1_MAX_VALIDITY_S : V4_MAX_VALIDITY_S
}

/** Checks seconds as typed against the limit that {@link maxValiditySeconds} gave. */
export function readSeconds(text: string, maxSeconds: number): ReturnType<typeof checkValidity> {
  return checkValidity(text, maxSeconds === V1_MAX_VALIDITY_S ? 'v1' : 'v4')
}
