import type { IncomingHttpHeaders } from 'node:http'
import type { Query } from './query-string'

/** The parts of a request that a signature can cover. */
export type SignedRequest = {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly query: Query
}

/**
 * A header as the client signed it: Node reads header bytes as Latin-1, clients sign UTF-8.
 * @returns undefined when the header is missing
 */
export function signedHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  if (value === undefined) return undefined
  const text = (Array.isArray(value) ? value.join(',') : value).trim()
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return Buffer.from(text, 'latin1').toString('utf8')
  }
  return text
}

/** Compares two strings in the order of their UTF-8 bytes, for ASCII names. */
export function byName(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] === b[0]) return a[1] < b[1] ? -1 : 1
  return a[0] < b[0] ? -1 : 1
}
