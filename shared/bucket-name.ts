/** Why a text is no bucket name (bucket-naming-conventions). */
export const BUCKET_PROBLEMS = [
  'BUCKET_EMPTY',
  'BUCKET_HAS_SPACE',
  'BUCKET_HAS_UPPERCASE',
  'BUCKET_IS_URL',
  'BUCKET_HAS_BAD_CHARACTER',
  'BUCKET_STARTS_OR_ENDS_WITH_HYPHEN',
  'BUCKET_TOO_SHORT',
  'BUCKET_TOO_LONG',
] as const
export type BucketProblem = (typeof BUCKET_PROBLEMS)[number]

/** 3 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends. */
export function isBucketName(text: string): boolean {
  return checkBucketName(text) === undefined
}

/** The first thing that is wrong with a bucket name, in the order in which one would mend it. */
export function checkBucketName(text: string): BucketProblem | undefined {
  if (text === '') return 'BUCKET_EMPTY'
  if (/\s/.test(text)) return 'BUCKET_HAS_SPACE'
  if (/[./:]/.test(text)) return 'BUCKET_IS_URL'
  if (/[A-Z]/.test(text)) return 'BUCKET_HAS_UPPERCASE'
  if (!/^[a-z0-9-]+$/.test(text)) return 'BUCKET_HAS_BAD_CHARACTER'
  if (/^-|-$/.test(text)) return 'BUCKET_STARTS_OR_ENDS_WITH_HYPHEN'
  if (text.length < 3) return 'BUCKET_TOO_SHORT'
  return text.length > 63 ? 'BUCKET_TOO_LONG' : undefined
}
