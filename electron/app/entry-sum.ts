import { crc32 } from 'node:zlib'

/** `\n` and eight hex digits; JSON that is written in one line has no `\n`. */
const SUM_CHARS = 9

/** The value as it is written: LevelDB looks at no checksum when it reads a table. */
export function withSum(key: string, value: string): string {
  return `${value}\n${sumOf(key, value)}`
}

/**
 * The value without its sum. One that is not as it was written comes as it is, sum and all, which
 * makes no sense as JSON; one of an earlier version of the app has no sum.
 */
export function withoutSum(key: string, written: string): string {
  if (written.at(-SUM_CHARS) !== '\n') return written
  const value = written.slice(0, -SUM_CHARS)
  return written.endsWith(sumOf(key, value)) ? value : written
}

function sumOf(key: string, value: string): string {
  return crc32(value, crc32(key)).toString(16).padStart(8, '0')
}
