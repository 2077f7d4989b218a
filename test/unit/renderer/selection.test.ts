import { describe, expect, it } from 'vitest'
import {
  dropMissing,
  moveTo,
  NO_SELECTION,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
} from '../../../renderer/lib/selection'

describe('the selection of a list', () => {
  it('holds one line after a plain click, whatever was selected', () => {
    const before = selectAll(NO_SELECTION, ['a', 'b', 'c'])
    expect([...selectOnly('b').ids]).toEqual(['b'])
    expect(before.ids.size).toBe(3)
  })

  it('takes a line in and out by Ctrl-click and leaves the others', () => {
    const two = toggle(selectOnly('a'), 'c')
    expect([...two.ids]).toEqual(['a', 'c'])
    expect([...toggle(two, 'a').ids]).toEqual(['c'])
  })

  it('keeps the anchor of a range while the range grows and shrinks', () => {
    const start = selectOnly('b')
    const grown = selectRange(start, 'd', ['b', 'c', 'd'])
    const shrunk = selectRange(grown, 'c', ['b', 'c'])
    expect(shrunk.anchor).toBe('b')
    expect(shrunk.active).toBe('c')
    expect([...shrunk.ids]).toEqual(['b', 'c'])
  })

  it('moves the attention to a heading without selecting it', () => {
    const moved = moveTo(selectOnly('a'), 'heading')
    expect([...moved.ids]).toEqual(['a'])
    expect(moved.active).toBe('heading')
  })

  it('forgets rows that are gone and stays the same object when none is', () => {
    const all = selectAll(NO_SELECTION, ['a', 'b'])
    expect(dropMissing(all, () => true)).toBe(all)
    expect([...dropMissing(all, (id) => id === 'b').ids]).toEqual(['b'])
  })
})
