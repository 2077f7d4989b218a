import { describe, expect, it } from 'vitest'
import { createSliceClock, inSlices } from '../../../../electron/transfers/slices'

/** Keeps the thread busy. */
function work(milliseconds: number): void {
  const endMs = performance.now() + milliseconds
  while (performance.now() < endMs) {
    // Busy.
  }
}

describe('work in slices', () => {
  it('does everything in order, and lets timers have their turn between', async () => {
    const seen: number[] = []
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    await inSlices([1, 2, 3, 4, 5], (item) => {
      work(6)
      seen.push(item)
    })
    clearInterval(timer)
    expect(seen).toEqual([1, 2, 3, 4, 5])
    expect(turns).toBeGreaterThan(1)
  })

  it('waits between two slices for what it is told to wait for', async () => {
    const order: string[] = []
    await inSlices(
      ['a', 'b'],
      (item) => {
        work(6)
        order.push(item)
      },
      async () => {
        await new Promise((resume) => setTimeout(resume, 1))
        order.push('written')
      },
    )
    expect(order).toEqual(['a', 'written', 'b', 'written'])
  })

  it('ends a slice by the clock', () => {
    let nowMs = 0
    const clock = createSliceClock(() => nowMs)
    nowMs = 3
    expect(clock.isOver()).toBe(false)
    nowMs = 4
    expect(clock.isOver()).toBe(true)
    clock.restart()
    expect(clock.isOver()).toBe(false)
  })
})
