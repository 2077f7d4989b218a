import { invalidArgument } from '../oss-error'
import type { Query } from '../query-string'

/** 1,000: no page of any listing is longer. */
const MAX_PAGE = 1000

/** @throws OssError InvalidArgument unless it is a whole number from 1 to 1,000 */
export function readPageSize(query: Query, name: string, standard: number): number {
  const text = query.get(name)
  if (text === undefined || text === '') return standard
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && count <= MAX_PAGE) return count
  const message = `Argument ${name} must be an integer between 1 and ${MAX_PAGE}.`
  throw invalidArgument(message, name, text)
}

/**
 * How names are written: as they are, or percent-encoded with `encoding-type=url`.
 * @throws OssError InvalidArgument for another encoding
 */
export function readEncoding(query: Query): (name: string) => string {
  const type = query.get('encoding-type') ?? ''
  if (type === '') return (name) => name
  if (type === 'url') return encodeURIComponent
  throw invalidArgument('Invalid encoding type specified in request.', 'encoding-type', type)
}
