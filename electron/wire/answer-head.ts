import { NotHttp } from './wire-error'

/** Headers of an answer: names in lower case, values as they came (latin1). */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>

/** The status line and the headers of an answer. */
export type AnswerHead = {
  readonly status: number
  readonly headers: AnswerHeaders
  /** HTTP/1.0, where a connection ends with its answer unless it says otherwise. */
  readonly isOld: boolean
}

/** 64 KiB: 8 KiB of metadata, which is the most that OSS keeps, and whatever proxies add. */
export const MAX_HEAD_BYTES = 64 * 1024

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [^\r\n]*)?$/
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** Every further one is left out; of all others the values are joined (RFC 9110, 5.3). */
const FIRST_COUNTS: ReadonlySet<string> = new Set(
  'age content-disposition content-range content-type date etag last-modified retry-after server'.split(
    ' ',
  ),
)

/** Where the head ends: the index behind the empty line, -1 while that has not come. */
export function endOfHead(bytes: Buffer): number {
  const at = bytes.indexOf('\r\n\r\n', 0, 'latin1')
  return at < 0 ? -1 : at + 4
}

/**
 * Reads a head (RFC 9112, 4 and 5), strictly: no folded lines, no stray control characters, one
 * length.
 * @param bytes from the status line to the empty line, both included
 * @throws NotHttp
 */
export function parseAnswerHead(bytes: Buffer): AnswerHead {
  const [first = '', ...lines] = bytes.toString('latin1', 0, bytes.length - 4).split('\r\n')
  const [, minor, status] = STATUS_LINE.exec(first) ?? []
  if (status === undefined) throw new NotHttp('No status line')
  // Without a prototype: a header may have any name.
  const headers: Record<string, string | undefined> = Object.create(null)
  for (const line of lines) addHeader(headers, line)
  return { status: Number(status), headers, isOld: minor === '0' }
}

function addHeader(headers: Record<string, string | undefined>, line: string): void {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(colon, 0))
  if (!TOKEN.test(name) || /[\0\r\n]/.test(line)) throw new NotHttp('A broken header')
  const key = name.toLowerCase()
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')
  const before = headers[key]
  if (before === undefined) headers[key] = value
  else if (key === 'content-length') {
    if (before !== value) throw new NotHttp('Two lengths')
  } else if (!FIRST_COUNTS.has(key)) headers[key] = `${before}, ${value}`
}
