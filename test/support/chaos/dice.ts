/** Chance that can be repeated: the same seed throws the same numbers. */
export type Dice = {
  /** From 0 (included) to 1. */
  next(): number
  /** A whole number, both ends included. */
  between(first: number, last: number): number
  pick<T>(choices: readonly T[]): T
}

/**
 * Dice of a seed and of what they are thrown for: what happens to one request does not depend on
 * which other requests came before it.
 */
export function diceFor(seed: number, ...subject: readonly (string | number | undefined)[]): Dice {
  let state = hashOf(`${seed} ${JSON.stringify(subject)}`)
  const next = () => {
    // mulberry32 (Tommy Ettinger, public domain).
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (first, last) => first + Math.floor(next() * (last - first + 1)),
    pick(choices) {
      const chosen = choices[Math.floor(next() * choices.length)]
      if (chosen === undefined) throw new RangeError('Nothing to choose from')
      return chosen
    },
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}
