const MIB = 1024 * 1024
/** 16 MiB: what a crash may cost to fetch again, per connection. */
const MIN_SLOT_BYTES = 16 * MIB
/** Of the largest object (48.8 TB) there are 9,000 slots of 5.2 GiB. */
const TARGET_SLOTS = 9_000

/** What is known of a part file: its slots by number, each with its first bytes. */
export type KeptSlots = {
  readonly sizeBytes: number
  readonly slotBytes: number
  readonly slots: ReadonlyMap<number, KeptSlot>
}

/** What is on disk of a slot: its first bytes and their CRC64 (unsigned decimal). */
export type KeptSlot = { readonly haveBytes: number; readonly crc64: string }

/** A stretch of a file that is fetched by one connection at a time. Offsets count from 0. */
export type Slot = {
  readonly number: number
  readonly first: number
  /** Behind the last byte; Infinity while the size of the file is unknown. */
  end: number
  haveBytes: number
}

/** Which stretches of a file are here, which are being fetched, and which nobody has yet. */
export type Slots = {
  readonly slotBytes: number
  readonly sizeBytes: () => number | undefined
  /** Bytes that are on disk, of all slots. */
  readonly haveBytes: () => number
  /** The first slot that nobody has, without taking it. */
  firstFree(): Slot | undefined
  /** Takes a slot, when it is free. */
  take(number: number): Slot | undefined
  /** Takes the last free slot, if at least `spare` free ones lie before it. */
  takeLast(spare: number): Slot | undefined
  giveBack(slot: Slot): void
  finish(slot: Slot): void
  /** The body has ended here: the size of the file is known by that. */
  endAt(slot: Slot, position: number): void
  /** True when every slot is finished. */
  isComplete(): boolean
}

/** Bytes of all slots but the last: a whole number of MiB. @param sizeBytes undefined while unknown */
export function slotSizeFor(sizeBytes: number | undefined): number {
  const needed = Math.ceil((sizeBytes ?? 0) / TARGET_SLOTS / MIB) * MIB
  return Math.max(MIN_SLOT_BYTES, needed)
}

/**
 * @param sizeBytes undefined where the server does not say
 * @param kept bytes of slots that are on disk, by number
 */
export function createSlots(
  sizeBytes: number | undefined,
  slotBytes: number,
  kept: ReadonlyMap<number, number> = new Map(),
): Slots {
  let size = sizeBytes
  const taken = new Map<number, Slot>()
  const done = new Set<number>()
  const partial = new Map<number, number>()
  let count =
    size === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(size / slotBytes))
  for (const [number, haveBytes] of kept) {
    if (number >= count || haveBytes <= 0) continue
    const full = sizeOf(number)
    if (haveBytes >= full) done.add(number)
    else partial.set(number, haveBytes)
  }
  let haveBytes = 0
  for (const number of done) haveBytes += sizeOf(number)
  for (const bytes of partial.values()) haveBytes += bytes

  function sizeOf(number: number): number {
    return size === undefined ? slotBytes : Math.min(slotBytes, size - number * slotBytes)
  }
  const isFree = (number: number) => number < count && !taken.has(number) && !done.has(number)
  const slotOf = (number: number): Slot => ({
    number,
    first: number * slotBytes,
    end: size === undefined ? (number + 1) * slotBytes : number * slotBytes + sizeOf(number),
    haveBytes: partial.get(number) ?? 0,
  })
  function lowestFree(): number | undefined {
    // Ends at once in an endless file: only finitely many slots are taken or done.
    for (let number = 0; number < count; number += 1) if (isFree(number)) return number
    return undefined
  }

  const slots: Slots = {
    slotBytes,
    sizeBytes: () => size,
    haveBytes() {
      let bytes = haveBytes
      for (const slot of taken.values()) bytes += slot.haveBytes - (partial.get(slot.number) ?? 0)
      return bytes
    },
    firstFree() {
      const number = lowestFree()
      return number === undefined ? undefined : slotOf(number)
    },
    take(number) {
      if (!isFree(number)) return undefined
      const slot = slotOf(number)
      taken.set(number, slot)
      return slot
    },
    takeLast(spare) {
      if (size === undefined) return undefined
      let number = count - 1
      while (number >= 0 && !isFree(number)) number -= 1
      for (let before = 1; before <= spare; before += 1) {
        if (number - before < 0 || !isFree(number - before)) return undefined
      }
      return slots.take(number)
    },
    giveBack(slot) {
      taken.delete(slot.number)
      haveBytes += slot.haveBytes - (partial.get(slot.number) ?? 0)
      if (slot.haveBytes > 0) partial.set(slot.number, slot.haveBytes)
      else partial.delete(slot.number)
    },
    finish(slot) {
      taken.delete(slot.number)
      haveBytes += slot.haveBytes - (partial.get(slot.number) ?? 0)
      partial.delete(slot.number)
      done.add(slot.number)
    },
    endAt(slot, position) {
      size = position
      count = slot.number + 1
      slot.end = position
    },
    isComplete: () => done.size === count,
  }
  return slots
}
