/**
 * Which place of a fixed set each thing in sight has: small numbers from 0. The order of the entries
 * is that in which their elements stand.
 */
export type Slots = ReadonlyMap<string, number>

export const NO_SLOTS: Slots = new Map()

/**
 * Gives every id a slot of its own. Those that had one keep it; those that are new take the slots of
 * those that are gone, so that what was made for a slot can be used again.
 * @param ids none twice
 * @returns in the order of the ids
 */
export function assignSlots(before: Slots, ids: readonly string[]): Slots {
  const kept = new Set<number>()
  for (const id of ids) {
    const slot = before.get(id)
    if (slot !== undefined) kept.add(slot)
  }
  let next = 0
  const free = (): number => {
    while (kept.has(next)) next += 1
    next += 1
    return next - 1
  }
  return new Map(ids.map((id) => [id, before.get(id) ?? free()]))
}

/** The same slots in the order in which they stood before, so that no element moves; new ones last. */
export function inOldOrder(slots: Slots, before: Slots): Slots {
  const ranks = new Map([...before.values()].map((slot, rank) => [slot, rank]))
  const rankOf = (slot: number) => ranks.get(slot) ?? ranks.size + slot
  return new Map([...slots].sort(([, a], [, b]) => rankOf(a) - rankOf(b)))
}
