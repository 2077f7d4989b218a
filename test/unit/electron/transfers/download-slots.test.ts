import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSlots, type Slot, slotSizeFor } from '../../../../electron/transfers/download-slots'

const MIB = 1024 * 1024

describe('the size of slots', () => {
  it('is at least 16 MiB, a whole number of MiB, and at most 10,000 slots make the largest object', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 48.8 * 1000 ** 4 }), (sizeBytes) => {
        const slotBytes = slotSizeFor(sizeBytes)
        expect(slotBytes).toBeGreaterThanOrEqual(16 * MIB)
        expect(slotBytes % MIB).toBe(0)
        expect(Math.ceil(sizeBytes / slotBytes)).toBeLessThanOrEqual(10_000)
      }),
    )
  })
})

describe('slots', () => {
  it('cover every byte exactly once, from whichever end they are taken and given back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.tuple(fc.constantFrom('first', 'last', 'back', 'finish'), fc.nat(60)), {
          maxLength: 200,
        }),
        (sizeBytes, slotBytes, steps) => {
          const slots = createSlots(sizeBytes, slotBytes)
          const taken: Slot[] = []
          const covered = new Map<number, number>()
          const end = (slot: Slot) => {
            slot.haveBytes = slot.end - slot.first
            for (let at = slot.first; at < slot.end; at += 1) {
              covered.set(at, (covered.get(at) ?? 0) + 1)
            }
            slots.finish(slot)
          }
          for (const [step, amount] of steps) {
            if (step === 'first') {
              const free = slots.firstFree()
              const slot = free && slots.take(free.number)
              if (slot) taken.push(slot)
            } else if (step === 'last') {
              const slot = slots.takeLast(1)
              if (slot) taken.push(slot)
            } else {
              const slot = taken.shift()
              if (!slot) continue
              if (step === 'finish') end(slot)
              else {
                slot.haveBytes = Math.min(slot.end - slot.first, slot.haveBytes + amount)
                if (slot.first + slot.haveBytes === slot.end) end(slot)
                else slots.giveBack(slot)
              }
            }
          }
          for (const slot of taken) end(slot)
          for (let free = slots.firstFree(); free; free = slots.firstFree()) {
            const slot = slots.take(free.number)
            if (slot) end(slot)
          }
          expect(slots.isComplete()).toBe(true)
          expect(slots.haveBytes()).toBe(sizeBytes)
          expect(covered.size).toBe(sizeBytes)
          expect([...covered.values()].every((times) => times === 1)).toBe(true)
        },
      ),
    )
  })

  it('are given to one connection at a time, and from the back only while one is left before it', () => {
    const slots = createSlots(40, 10)
    const front = slots.take(0)
    expect(front).toMatchObject({ number: 0, first: 0, end: 10 })
    expect(slots.take(0)).toBeUndefined()
    expect(slots.takeLast(1)?.number).toBe(3)
    expect(slots.takeLast(1)?.number).toBe(2)
    expect(slots.takeLast(1)).toBeUndefined()
    expect(slots.firstFree()?.number).toBe(1)
  })

  it('go on from what is kept, and forget what lies behind the end', () => {
    const kept = new Map([
      [0, 10],
      [1, 4],
      [9, 10],
    ])
    const slots = createSlots(25, 10, kept)
    expect(slots.haveBytes()).toBe(14)
    expect(slots.firstFree()).toMatchObject({ number: 1, first: 10, haveBytes: 4 })
  })

  it('of a file whose size nobody tells end where its body ends', () => {
    const slots = createSlots(undefined, 10)
    const first = slots.take(0) as Slot
    first.haveBytes = 10
    slots.finish(first)
    const second = slots.take(1) as Slot
    expect(slots.isComplete()).toBe(false)
    second.haveBytes = 3
    slots.endAt(second, 13)
    slots.finish(second)
    expect(slots.sizeBytes()).toBe(13)
    expect(slots.isComplete()).toBe(true)
    expect(slots.firstFree()).toBeUndefined()
  })
})
