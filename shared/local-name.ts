import { splitExtension } from './naming/extension'
import { cutToUtf8, utf8Length } from './naming/utf8'
import { parseUrl } from './parse-url'
import { decodePercent } from './percent-decode'

/** What Windows (NTFS: 255 UTF-16 units) and Linux (255 bytes) both can store. */
export const LOCAL_NAME_MAX = 255

/** Kept free for ` (12)` and for the ending of a part file. */
export const LOCAL_NAME_RESERVE = 16

const FALLBACK = 'download'
/** Invisible characters that hide what a name is (`exe.jpg` read backwards), and lone surrogates. */
const REMOVED =
  /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
const WINDOWS_RESERVED = /[<>:"|?*]/g
/** Devices, with any extension, and files that Windows itself reads when it shows a folder. */
const WINDOWS_DEVICE =
  /^(?:(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(?:\.|$)|(?:desktop\.ini|thumbs\.db|autorun\.inf)$)/i

/**
 * Any text as the name of a file that every system can store, in the folder it is put into and
 * nowhere else: the last part of a path, without characters or names that some system reserves,
 * in NFC, short enough to be numbered. Never empty; the same again when applied twice.
 */
export function safeLocalName(name: string): string {
  const visible = name.replace(REMOVED, '').normalize('NFC')
  const last = visible
    .split(/[/\\]/)
    .map(trimmed)
    .findLast((part) => part !== '')
  const plain = trimmed((last ?? '').replace(WINDOWS_RESERVED, '_'))
  const free = WINDOWS_DEVICE.test(plain) ? `_${plain}` : plain
  const short = trimmed(shortened(free, LOCAL_NAME_MAX - LOCAL_NAME_RESERVE))
  return short === '' ? FALLBACK : short
}

/**
 * The name to use when `name` is taken: `report.pdf`, 2 → `report (2).pdf`; at most 255 bytes and
 * units, by shortening the stem.
 */
export function numberedName(name: string, n: number): string {
  return shortened(name, LOCAL_NAME_MAX, ` (${n})`)
}

/**
 * The last part of a URL's path, percent-decoded; not made safe yet.
 * @returns undefined when the path has none, or `url` is no URL
 */
export function nameFromUrlPath(url: string): string | undefined {
  const path = /^oss:\/\//i.test(url)
    ? url.slice('oss://'.length).split('/').slice(1)
    : parseUrl(url)?.pathname.split('/').map(decodePercent)
  return path?.findLast((part) => part !== '')
}

/** Windows drops dots and spaces at the end; white space at the start is never meant. */
function trimmed(name: string): string {
  return name.trimStart().replace(/[.\s]+$/u, '')
}

/** Keeps the extension (as long as it is one) and cuts the stem to make room for it and `suffix`. */
function shortened(name: string, max: number, suffix = ''): string {
  const { stem, extension } = splitExtension(name)
  const room = max - utf8Length(suffix) - utf8Length(extension)
  return cutToUtf8(stem, room) + suffix + extension
}
