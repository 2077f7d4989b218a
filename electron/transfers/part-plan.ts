const MIB = 1024 * 1024
/** Smaller files go in one PUT: below it a multipart upload costs more requests than it saves. */
export const SINGLE_PUT_LIMIT_BYTES = 8 * MIB
/** Under 4 MiB a part costs more CPU than it carries; 8 MiB is what a lost part may cost to resend. */
export const MIN_PART_BYTES = 8 * MIB
/** OSS: at most 10,000 parts (page "Multipart upload"); 9,000 leaves room for rounding. */
const TARGET_PARTS = 9_000
/** OSS: 5 GiB a part, 48.8 TB an object. */
const MAX_PART_BYTES = 5 * 1024 * MIB
export const MAX_OBJECT_BYTES = 48.8 * 1000 ** 4

/** One slice of a file. `number` counts from 1, `first` is the offset of its first byte. */
export type Part = { readonly number: number; readonly first: number; readonly sizeBytes: number }

/** Size of all parts but the last, in bytes: a whole number of MiB. @param sizeBytes of the file */
export function partSizeFor(sizeBytes: number): number {
  const needed = Math.ceil(sizeBytes / TARGET_PARTS / MIB) * MIB
  return Math.min(MAX_PART_BYTES, Math.max(MIN_PART_BYTES, needed))
}

/** How many parts a file has. */
export function partCount(sizeBytes: number, partSizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / partSizeBytes))
}

/** The part of one number, so that no list of 10,000 parts is ever built. */
export function partAt(sizeBytes: number, partSizeBytes: number, number: number): Part {
  const first = (number - 1) * partSizeBytes
  return { number, first, sizeBytes: Math.min(partSizeBytes, sizeBytes - first) }
}
