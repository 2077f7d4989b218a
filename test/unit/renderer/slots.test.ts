import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignSlots, inOldOrder, NO_SLOTS } from '../../../renderer/lib/slots'

describe('the slots of what is in sight', () => {
  it('go from those that scroll out to those that scroll in', () => {
    const before = assignSlots(NO_SLOTS, ['a', 'b', 'c'])
    expect([...before]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ])
    expect(Object.fromEntries(assignSlots(before, ['b', 'c', 'd']))).toEqual({ b: 1, c: 2, d: 0 })
  })

  it('are one for each, kept while it is in sight, and never more than are needed', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(ids), (views) => {
        let slots = NO_SLOTS
        let most = 0
        for (const view of views) {
          const next = assignSlots(slots, view)
          most = Math.max(most, view.length)
          expect([...next.keys()].sort()).toEqual([...view].sort())
          expect(new Set(next.values()).size).toBe(view.length)
          for (const id of view) if (slots.has(id)) expect(next.get(id)).toBe(slots.get(id))
          expect(Math.max(-1, ...next.values())).toBeLessThan(most)
          expect(assignSlots(next, view)).toEqual(next)
          slots = next
        }
      }),
    )
  })

  it('stand where they stood while elements may not move, and new ones at the end', () => {
    const before = assignSlots(NO_SLOTS, ['a', 'b', 'c'])
    const after = assignSlots(before, ['z', 'a', 'b', 'c'])
    expect([...after.keys()]).toEqual(['z', 'a', 'b', 'c'])
    expect([...inOldOrder(after, before)]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['z', 3],
    ])
  })

  it('keep their order from view to view when the elements are as many', () => {
    const views = fc.array(
      fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 4, maxLength: 4 }),
    )
    fc.assert(
      fc.property(views, (seen) => {
        let slots = NO_SLOTS
        for (const view of seen) {
          slots = inOldOrder(assignSlots(slots, view), slots)
          expect([...slots.values()]).toEqual([0, 1, 2, 3])
        }
      }),
    )
  })
})
