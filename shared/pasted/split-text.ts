import { findUrlStarts, type UrlStart } from './url-starts'

/** A piece of a paste: a candidate for a link, or a text that should have been one. */
export type Piece = { text: string; isUrl: boolean; isHtml: boolean }

/** What may wrap a link; quotes and angle brackets need no entry, they end any URL. */
const CLOSERS: Readonly<Record<string, string>> = {
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '(': ')',
  '[': ']',
  '{': '}',
  '（': '）',
  '【': '】',
  '「': '」',
  '『': '』',
  '《': '》',
}
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
const SEPARATOR = /[;；]/
/** None of these is ever raw in a URL, so one ends it. */
const URL_END = new Set('"<>\t')
/** A quote inside a name (`it's.pdf`) closes nothing. */
const AFTER_QUOTE = /[\s;,)>\]]/
const HTML_ATTRIBUTE = /(?:href|src)\s*=\s*["']?$/i

/**
 * Cuts a paste into links and texts. Lines always separate; within a line a `;` does only where a
 * URL or the end follows, so one inside a URL stays. A link may be wrapped in quotes, brackets,
 * Markdown or HTML. Text that merely labels a link (`report.pdf: https://…`, the other cells of a
 * table row) is left out; text set off by `;` or on its own line is returned, to be reported.
 */
export function* splitPastedText(text: string): Generator<Piece, void> {
  for (const line of text.split(LINE_BREAK)) if (line !== '') yield* splitLine(line)
}

function* splitLine(line: string): Generator<Piece, void> {
  const starts = findUrlStarts(line)
  const limits = limitsOf(line, starts)
  let cursor = 0
  let isAfterLink = false
  let isAfterHtml = false
  for (const [index, start] of starts.entries()) {
    if (start.at < cursor) continue
    if (start.kind === 'other' && start.separatorAt === undefined) continue
    const gap = line.slice(cursor, start.at)
    const isHtml = HTML_ATTRIBUTE.test(gap.slice(-20))
    if (!isHtml && !isAfterHtml) yield* textPiece(gapBeforeLink(gap, isAfterLink))
    const limit = limits[index] ?? line.length
    if (start.kind === 'other') {
      yield* textPiece(line.slice(start.at, limit))
      cursor = limit
      isAfterLink = false
      continue
    }
    const end = linkEnd(line, start.at, limit)
    yield { text: line.slice(start.at, end), isUrl: true, isHtml }
    isAfterLink = end < limit
    isAfterHtml = isHtml || (isAfterHtml && isAfterLink)
    cursor = end
  }
  const rest = line.slice(cursor)
  if (!isAfterHtml) yield* textPiece(isAfterLink ? afterFirstSeparator(rest) : rest)
}

/** For each start, the index at which a link that begins there ends at the latest. */
function limitsOf(line: string, starts: readonly UrlStart[]): readonly number[] {
  const limits: number[] = []
  let next = line.length
  for (let index = starts.length - 1; index >= 0; index--) {
    limits[index] = next
    next = starts[index]?.separatorAt ?? next
  }
  return limits
}

/**
 * Where the link ends: at what closes its wrapping (brackets inside may be balanced), at a
 * character no URL holds, or at `limit`. Reads nothing beyond the end it returns, so that a line
 * is read once however many links it has.
 */
function linkEnd(line: string, at: number, limit: number): number {
  const opener = line[at - 1] ?? ''
  const closer = CLOSERS[opener]
  let depth = 1
  for (let index = at; index < limit; index++) {
    const character = line[index] ?? ''
    if (URL_END.has(character)) return index
    if (character === closer) {
      if (closer === opener ? AFTER_QUOTE.test(line[index + 1] ?? ' ') : --depth === 0) return index
    } else if (closer !== undefined && character === opener) depth++
  }
  return limit
}

/** Text set off by a separator before a link; what follows the last separator is its label. */
function gapBeforeLink(gap: string, isAfterLink: boolean): string {
  const text = isAfterLink ? afterFirstSeparator(gap) : gap
  const last = Math.max(text.lastIndexOf(';'), text.lastIndexOf('；'))
  return last < 0 ? '' : text.slice(0, last)
}

/** What hangs on a link without a separator (`">report.pdf</a>`) belongs to it. */
function afterFirstSeparator(text: string): string {
  const index = text.search(SEPARATOR)
  return index < 0 ? '' : text.slice(index + 1)
}

function textPiece(text: string): readonly Piece[] {
  const trimmed = text.replace(/^[\s;；]+/, '').trimEnd()
  return /[\p{L}\p{N}]/u.test(trimmed) ? [{ text: trimmed, isUrl: false, isHtml: false }] : []
}
