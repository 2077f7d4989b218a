/** The most that settings take: more only divides the line. */
export const MOST_AT_ONCE = 10

/** A number of files as typed. @returns undefined unless it is whole and within 1 to 10 */
export function readAtOnce(typed: string | number): number | undefined {
  const count = typeof typed === 'number' ? typed : Number(typed.trim() || Number.NaN)
  return Number.isInteger(count) && count >= 1 && count <= MOST_AT_ONCE ? count : undefined
}
