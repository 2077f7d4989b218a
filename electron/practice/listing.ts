import type { KeyIndex } from './store/key-index'

/** Which part of a bucket is wanted. */
export type ListingRequest = {
  readonly prefix: string
  /** Keys after this one; '' for the beginning. */
  readonly after: string
  /** '' for none. */
  readonly delimiter: string
  readonly maxKeys: number
}

/** One page of a listing. */
export type ListingPage = {
  readonly keys: readonly string[]
  readonly commonPrefixes: readonly string[]
  /** The `after` of the next page; undefined when this is the last one. */
  readonly next: string | undefined
}

/**
 * Cuts a page out of the sorted keys. With a delimiter, keys that share the text up to it count
 * once, as a common prefix; a page that ended with a common prefix goes on behind all of its keys.
 */
export function listPage(index: KeyIndex, request: ListingRequest): ListingPage {
  const { prefix, after, delimiter, maxKeys } = request
  const keys: string[] = []
  const commonPrefixes: string[] = []
  let position = Math.max(index.lowerBound(prefix), afterPosition(index, request))
  let last = ''
  for (;;) {
    const key = index.at(position)
    if (key === undefined || !key.startsWith(prefix))
      return { keys, commonPrefixes, next: undefined }
    if (keys.length + commonPrefixes.length >= maxKeys) return { keys, commonPrefixes, next: last }
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    if (cut < 0) {
      keys.push(key)
      last = key
      position += 1
    } else {
      last = key.slice(0, cut + delimiter.length)
      if (last !== after) commonPrefixes.push(last)
      position = index.endOfPrefix(last, position)
    }
  }
}

function afterPosition(index: KeyIndex, { prefix, after, delimiter }: ListingRequest): number {
  if (after === '') return 0
  const position = index.lowerBound(after)
  const isCommonPrefix =
    delimiter !== '' &&
    after.length > prefix.length &&
    after.startsWith(prefix) &&
    after.endsWith(delimiter)
  if (isCommonPrefix) return index.endOfPrefix(after, position)
  return index.at(position) === after ? position + 1 : position
}
