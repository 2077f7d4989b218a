/** Bytes one code point takes in UTF-8; a lone surrogate counts 3, as its replacement would. */
function bytesOfCodePoint(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/** Length of `text` in UTF-8 bytes: the unit in which OSS and file systems limit names. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) bytes += bytesOfCodePoint(character.codePointAt(0) ?? 0)
  return bytes
}

/**
 * The longest beginning of `text` that fits, cut between code points, never inside one.
 * @param maxUnits limit in UTF-16 units (what NTFS counts); none when left out
 */
export function cutToUtf8(text: string, maxBytes: number, maxUnits = Number.MAX_SAFE_INTEGER) {
  let bytes = 0
  let units = 0
  for (const character of text) {
    bytes += bytesOfCodePoint(character.codePointAt(0) ?? 0)
    if (bytes > maxBytes || units + character.length > maxUnits) break
    units += character.length
  }
  return text.slice(0, units)
}
