/** A place where `scheme://` stands. */
export type UrlStart = {
  /** Index of the scheme's first character. */
  at: number
  /** `web`: http, https or oss; `other`: a scheme that can't be fetched. */
  kind: 'web' | 'other'
  /**
   * Where the text before it ends when a separator stands between: the index of the separator.
   * Undefined when none does, so that inside a URL this is a part of that URL.
   */
  separatorAt: number | undefined
}

/** Quotes and brackets that may stand between a separator and a URL. */
const OPENERS = '"\'<([{`“‘「『《（【'
const STRONG_SEPARATORS = ';；'
const WEAK_SEPARATORS = ',，、。｡'
const SCHEME_MAX_CHARS = 32
const LABEL_MAX_CHARS = 20

/** Every `scheme://` of a line, from left to right; linear in its length. */
export function findUrlStarts(line: string): readonly UrlStart[] {
  const starts: UrlStart[] = []
  for (let colon = line.indexOf('://'); colon >= 0; colon = line.indexOf('://', colon + 3)) {
    const start = startBefore(line, colon)
    if (start) starts.push({ ...start, separatorAt: separatorBefore(line, start) })
  }
  return starts
}

function startBefore(line: string, colon: number): Pick<UrlStart, 'at' | 'kind'> | undefined {
  let at = colon
  const lowest = Math.max(0, colon - SCHEME_MAX_CHARS)
  while (at > lowest && /[a-z0-9+.-]/i.test(line[at - 1] ?? '')) at--
  const run = line.slice(at, colon).toLowerCase()
  // A label may be glued to a link (`PDFhttps://…`), but `boss://` is no `oss://`.
  const web = /https?$/.exec(run)?.[0] ?? (run === 'oss' ? run : undefined)
  if (web !== undefined) return { at: colon - web.length, kind: 'web' }
  const scheme = /[a-z][a-z0-9+.-]*$/.exec(run)?.[0]
  return scheme === undefined ? undefined : { at: colon - scheme.length, kind: 'other' }
}

/**
 * `;` separates before any scheme; a comma, a tab or a space only before what can be fetched,
 * since those are common in names and texts.
 */
function separatorBefore(line: string, start: Pick<UrlStart, 'at' | 'kind'>): number | undefined {
  let at = start.at
  const mostOpeners = start.kind === 'web' ? 2 : 0
  for (let count = 0; count < mostOpeners && OPENERS.includes(line[at - 1] ?? ' '); count++) at--
  const beforeOpeners = at
  while (at > 0 && isSpace(line[at - 1] ?? '')) at--
  if (at === 0) return 0
  const character = line[at - 1] ?? ''
  if (STRONG_SEPARATORS.includes(character)) return at - 1
  if (start.kind === 'other') return undefined
  if (WEAK_SEPARATORS.includes(character)) return at - 1
  if (character === '：') return labelStart(line, at - 1)
  return at < beforeOpeners ? at : undefined
}

/** A label before a link, `，备用：https://…`, begins at the separator before it, if one is near. */
function labelStart(line: string, colon: number): number {
  const lowest = Math.max(0, colon - LABEL_MAX_CHARS)
  for (let at = colon; at > lowest; at--) {
    const character = line[at - 1] ?? ''
    if (STRONG_SEPARATORS.includes(character) || WEAK_SEPARATORS.includes(character)) return at - 1
    if (isSpace(character)) return at - 1
  }
  return colon
}

function isSpace(character: string): boolean {
  return /\s/.test(character)
}
