import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortSteps } from '../../../renderer/lib/merge-sort'
import { inSlices } from '../../../renderer/lib/slices'
import { finish, type Steps } from '../../../shared/steps'

const byTens = (a: number, b: number) => Math.floor(a / 10) - Math.floor(b / 10)

describe('a sort in steps', () => {
  it('sorts as the language does, and keeps the order of what is alike', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 600 }), (numbers) => {
        expect(finish(sortSteps(numbers, byTens))).toEqual(numbers.toSorted(byTens))
      }),
    )
  })

  it('gives a list of its own, and leaves the given one alone', () => {
    const given = [1, 20, 40]
    const sorted = finish(sortSteps(given, byTens))
    expect(sorted).not.toBe(given)
    finish(sortSteps([40, 1], byTens))
    expect(given).toEqual([1, 20, 40])
  })

  it('looks once at what is in order already', () => {
    let looks = 0
    const numbers = Array.from({ length: 1000 }, (_, index) => index)
    finish(
      sortSteps(numbers, (a, b) => {
        looks += 1
        return a - b
      }),
    )
    expect(looks).toBe(999)
  })
})

/** Steps that keep the thread busy for a while each. */
function* busySteps(count: number): Steps<string> {
  for (let step = 0; step < count; step += 1) {
    const endMs = performance.now() + 3
    while (performance.now() < endMs) {
      // Busy.
    }
    yield
  }
  return 'made'
}

describe('work in slices', () => {
  it('gives everything else a turn, and its result in the end', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    expect(await inSlices(busySteps(12), () => true)).toBe('made')
    clearInterval(timer)
    expect(turns).toBeGreaterThan(1)
  })

  it('stops when nobody wants it any more', async () => {
    expect(await inSlices(busySteps(1000), () => false)).toBeUndefined()
  })
})
