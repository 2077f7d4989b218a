import { describe, expect, it } from 'vitest'
import { shareRuns } from '../../../../electron/files/share-runs'

/** Work whose runs end when the test says so. */
function aWork() {
  const ends: (() => void)[] = []
  const run = shareRuns(() => new Promise<void>((resolve) => ends.push(resolve)))
  return { run, ends }
}

describe('shared runs', () => {
  it('begin at once when nothing runs, and one after the other', async () => {
    const { run, ends } = aWork()
    const first = run()
    expect(ends).toHaveLength(1)
    ends[0]?.()
    await first
    run()
    expect(ends).toHaveLength(2)
  })

  it('are the same for all who ask while one runs, and begin after it', async () => {
    const { run, ends } = aWork()
    const first = run()
    const second = run()
    expect(run()).toBe(second)
    expect(ends).toHaveLength(1)
    ends[0]?.()
    await first
    await Promise.resolve()
    expect(ends).toHaveLength(2)
    ends[1]?.()
    await second
  })

  it('are shared by all who ask until they begin', async () => {
    let count = 0
    let go = () => {}
    const gather = () =>
      new Promise<void>((resolve) => {
        go = resolve
      })
    const run = shareRuns(async () => {
      count += 1
    }, gather)
    const first = run()
    expect(run()).toBe(first)
    expect(count).toBe(0)
    go()
    await first
    expect(count).toBe(1)
    expect(run()).not.toBe(first)
  })

  it('go on after one that failed, which fails only those who asked for it', async () => {
    let count = 0
    const run = shareRuns(async () => {
      count += 1
      if (count === 1) throw new Error('full')
    })
    const first = run()
    const second = run()
    await expect(first).rejects.toThrow('full')
    await second
    expect(count).toBe(2)
  })
})
