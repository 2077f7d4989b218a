import { OssError } from './oss-error'

/** The query of a request, decoded, in the order in which it came. */
export type Query = {
  readonly pairs: readonly (readonly [name: string, value: string])[]
  /** The first value of that name; '' when it stands without a value. */
  get(name: string): string | undefined
  has(name: string): boolean
}

function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new OssError(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
}

function decodeQueryPart(text: string): string {
  return decodeComponent(text.includes('+') ? text.replaceAll('+', ' ') : text)
}

/**
 * Reads `a=1&b&c=%20`. A `+` is a space, as in forms: a client must send `%2B` for a plus.
 * @throws OssError InvalidURI for a broken escape
 */
export function parseQuery(text: string): Query {
  const pairs: [string, string][] = []
  for (const piece of text === '' ? [] : text.split('&')) {
    if (piece === '') continue
    const equals = piece.indexOf('=')
    const name = equals < 0 ? piece : piece.slice(0, equals)
    const value = equals < 0 ? '' : piece.slice(equals + 1)
    pairs.push([decodeQueryPart(name), decodeQueryPart(value)])
  }
  return {
    pairs,
    get: (name) => pairs.find((pair) => pair[0] === name)?.[1],
    has: (name) => pairs.some((pair) => pair[0] === name),
  }
}

/**
 * Splits a request target into its decoded path and its query. `.` and `..` are letters like any
 * other here: an object may be called `a/../b`.
 * @throws OssError InvalidURI for anything that is not a path, or for a broken escape
 */
export function parseRequestUrl(url: string): { readonly path: string; readonly query: Query } {
  if (!url.startsWith('/')) {
    throw new OssError(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
  const mark = url.indexOf('?')
  const rawPath = mark < 0 ? url : url.slice(0, mark)
  return {
    path: rawPath.includes('%') ? decodeComponent(rawPath) : rawPath,
    query: parseQuery(mark < 0 ? '' : url.slice(mark + 1)),
  }
}
