import { describe, expect, it } from 'vitest'
import { paced } from '../../../renderer/lib/paced'

function aPace() {
  const passed: number[] = []
  const due: { run: () => void; atMs: number }[] = []
  let nowMs = 0
  const pass = paced((value: number) => passed.push(value), 100, {
    now: () => nowMs,
    schedule: (run, delayMs) => due.push({ run, atMs: nowMs + delayMs }),
  })
  return {
    pass,
    passed,
    due,
    goTo(ms: number) {
      nowMs = ms
      for (const one of due.splice(0)) {
        if (one.atMs <= ms) one.run()
        else due.push(one)
      }
    },
  }
}

describe('a paced stream of values', () => {
  it('passes the first on at once, and of the next ones the latest when it is time', () => {
    const { pass, passed, goTo } = aPace()
    pass(1)
    expect(passed).toEqual([1])
    goTo(10)
    pass(2)
    goTo(20)
    pass(3)
    expect(passed).toEqual([1])
    goTo(100)
    expect(passed).toEqual([1, 3])
  })

  it('passes on at once again after a rest, and never twice', () => {
    const { pass, passed, goTo, due } = aPace()
    pass(1)
    goTo(300)
    pass(2)
    expect(passed).toEqual([1, 2])
    expect(due).toEqual([])
  })
})
