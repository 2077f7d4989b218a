/** How many bytes a UTF-8 sequence has, by its first byte; 1 also for bytes that can't begin one. */
function sequenceLength(firstByte: number): number {
  if (firstByte >= 0xf0) return 4
  if (firstByte >= 0xe0) return 3
  return firstByte >= 0xc0 ? 2 : 1
}

/**
 * Percent-decodes as UTF-8. What is no escape, or decodes to no character, stays as it is
 * (`100%`, `%zz`, `%ff`), and `+` stays `+`: in a path it is no space.
 */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    let decoded = ''
    let at = 0
    while (at < run.length) {
      const firstByte = Number.parseInt(run.slice(at + 1, at + 3), 16)
      const sequence = run.slice(at, at + 3 * sequenceLength(firstByte))
      const character = decodeOne(sequence)
      decoded += character ?? run.slice(at, at + 3)
      at += character === undefined ? 3 : sequence.length
    }
    return decoded
  })
}

function decodeOne(sequence: string): string | undefined {
  try {
    return decodeURIComponent(sequence)
  } catch {
    return undefined
  }
}
