/** Which place of a fixed set each thing in sight has: small numbers from 0. */
export type Slots = ReadonlyMap<string, number>

export const NO_SLOTS: Slots = new Map()

/**
 * Gives every id a slot of its own. Those that had one keep it; those that are new take the slots of
 * those that are gone, so that what was made for a slot can be used again.
 * @param ids none twice
 */
export function assignSlots(before: Slots, ids: readonly string[]): Slots {
  const slots = new Map<string, number>()
  const taken = new Set<number>()
  for (const id of ids) {
    const slot = before.get(id)
    if (slot === undefined) continue
    slots.set(id, slot)
    taken.add(slot)
  }
  let next = 0
  for (const id of ids) {
    if (slots.has(id)) continue
    while (taken.has(next)) next += 1
    slots.set(id, next)
    next += 1
  }
  return slots
}
