import { parseUrl } from './parse-url'

/** Longer than any browser's; servers begin to refuse headers at 8 KB. */
const MAX_LENGTH = 1000

/**
 * Whether a text can be sent as a User-Agent. No control character (a line break would begin a
 * header of its own), and ASCII only: HTTP allows more, but no two servers read it alike.
 */
export function isUserAgent(text: string): boolean {
  return text.length <= MAX_LENGTH && /^[\x20-\x7e]*$/.test(text)
}

/**
 * The Referer to send for what was typed: a web address, in ASCII and without the parts that no
 * Referer has (RFC 9110, 10.1.3: no fragment, no user info). '' stays ''; undefined for anything else.
 */
export function refererOf(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '') return ''
  const url = parseUrl(text)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  const referer = url.href.replace(/#.*$/s, '')
  return referer.length <= MAX_LENGTH ? referer : undefined
}
