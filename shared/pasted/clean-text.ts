/** Invisible characters that pages and messengers leave in copied text. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
/** Joiners are part of emoji and of Persian words; beside ASCII, or at an end, they are debris. */
const STRAY_JOINER = /(?<![^\x20-\x7e\s])[\u200c\u200d]|[\u200c\u200d](?![^\x20-\x7e\s])/g
/** What a Chinese input method makes of `https://`. */
const FULL_WIDTH_SCHEME = /(https?|oss)[：:](?:\/\/|／／)/gi

/** The paste without debris. Linear: no expression here can look back over what it has read. */
export function cleanPastedText(text: string): string {
  return text.replace(INVISIBLE, '').replace(STRAY_JOINER, '').replace(FULL_WIDTH_SCHEME, '$1://')
}

const CLOSER_TO_OPENER: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '）': '（',
  '】': '【',
  '」': '「',
  '』': '『',
  '》': '《',
}

/** Sentence marks and quotes that follow a URL far more often than they end one. */
const TRAILING = new Set('.,;；，。、｡！？：…"\'`”’|\\ \t\u00a0\u3000')

/**
 * A URL without the punctuation of the text around it. A closing bracket goes only when the URL
 * does not open it (`…/report (1).pdf)`).
 */
export function trimUrlText(text: string): string {
  const trimmed = text.trim()
  let end = trimmed.length
  const unopened = new Map<string, number>()
  while (end > 0) {
    const last = trimmed[end - 1] ?? ''
    const opener = CLOSER_TO_OPENER[last]
    if (opener !== undefined) {
      const surplus = unopened.get(last) ?? count(trimmed, last) - count(trimmed, opener)
      if (surplus <= 0) break
      unopened.set(last, surplus - 1)
    } else if (!TRAILING.has(last)) break
    end--
  }
  return trimmed.slice(0, end)
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}

/** True for a character that {@link trimUrlText} may take off the end of a URL. */
export function isTrimmedAtEnd(character: string): boolean {
  return TRAILING.has(character) || character in CLOSER_TO_OPENER
}
