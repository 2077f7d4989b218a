import { compareKeys } from './key-order'

/** Keys in the order of a listing. */
export type KeyIndex = {
  readonly length: number
  at(index: number): string | undefined
  add(key: string): void
  remove(key: string): void
  /** Index of the first key that is not before `key`. */
  lowerBound(key: string): number
  /** Index of the first key from `from` on that does not start with `prefix`; they are neighbours. */
  endOfPrefix(prefix: string, from: number): number
}

/** A sorted array: an insertion moves memory, which is quicker than a tree up to a million keys. */
export function createKeyIndex(keys: Iterable<string> = []): KeyIndex {
  const sorted = [...keys].sort(compareKeys)

  function firstIndexWhere(from: number, isBehind: (key: string) => boolean): number {
    let low = from
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBehind(sorted[middle] ?? '')) high = middle
      else low = middle + 1
    }
    return low
  }

  const lowerBound = (key: string) => firstIndexWhere(0, (other) => compareKeys(other, key) >= 0)

  return {
    get length() {
      return sorted.length
    },
    at: (index) => sorted[index],
    add(key) {
      const index = lowerBound(key)
      if (sorted[index] !== key) sorted.splice(index, 0, key)
    },
    remove(key) {
      const index = lowerBound(key)
      if (sorted[index] === key) sorted.splice(index, 1)
    },
    lowerBound,
    endOfPrefix: (prefix, from) => firstIndexWhere(from, (other) => !other.startsWith(prefix)),
  }
}
