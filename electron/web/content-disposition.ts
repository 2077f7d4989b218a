import { parse } from 'content-disposition'
import { decodePercent } from '../../shared/percent-decode'

/**
 * The file name of a Content-Disposition header (RFC 6266), `filename*` first (RFC 8187), and read
 * as leniently as browsers do: raw UTF-8, percent-encoding, encoded words, missing quotes.
 * Only the last part of a path counts; the name is not made safe yet.
 * @param header as Node gives it (a character for each byte) or as Electron does (decoded)
 * @returns undefined when there is none, or its characters are lost (a raw GBK name in Electron,
 *   whose network stack puts U+FFFD in their place)
 */
export function nameFromDisposition(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const bytes = asBytes(header)
  const name = strictName(bytes) ?? lenientName(bytes)
  const last = name?.split(/[/\\]/).findLast((part) => part.trim() !== '')
  return last === undefined || last.includes('\ufffd') ? undefined : last
}

/** One character for each byte, which is what the header grammar is about. */
function asBytes(header: string): string {
  return /[^\0-\xff]/.test(header) ? Buffer.from(header, 'utf8').toString('latin1') : header
}

function strictName(header: string): string | undefined {
  try {
    const { parameters } = parse(header)
    const { filename } = parameters
    if (filename === undefined) return undefined
    // The library has decoded `filename*` already, and only that.
    return /;\s*filename\*\s*=/i.test(header) ? filename : repaired(filename)
  } catch {
    return undefined
  }
}

/** Headers that break the grammar: `attachment; filename=my file.pdf`, no type, a stray `;`. */
function lenientName(header: string): string | undefined {
  const extended = /(?:^|;)\s*filename\*\s*=\s*"?utf-8'[^']*'([^;"]+)/i.exec(header)?.[1]
  if (extended !== undefined) return repaired(extended.trim())
  const plain = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/i.exec(header)
  const name = plain?.[1] ?? plain?.[2]?.trim()
  return name === undefined || name === '' ? undefined : repaired(name)
}

/** What servers write into plain `filename=`, each told by its form. */
function repaired(name: string): string {
  return decodePercent(decodeWords(utf8Of(name)))
}

/** Raw UTF-8 where the bytes are such; else they are ISO-8859-1, as the grammar says. */
function utf8Of(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes) || /[^\0-\xff]/.test(bytes)) return bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return bytes
  }
}

/** `=?UTF-8?B?5oql5ZGK?=` (RFC 2047), which mail programs write into web headers too. */
function decodeWords(name: string): string {
  return name.replace(
    /=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi,
    (_word, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodePercent(text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, '%$1')),
  )
}
