import { describe, expect, it } from 'vitest'
import { createWorkLine } from '../../../../electron/transfers/work-line'

const settle = () => new Promise((resume) => setImmediate(resume))

describe('a line of long works', () => {
  it('begins the first at once and each other when the one before has ended', async () => {
    const line = createWorkLine()
    const order: string[] = []
    const ends: (() => void)[] = []
    const work = (name: string) => () => {
      order.push(name)
      return new Promise<void>((end) => ends.push(end))
    }
    line.run(work('first'))
    line.run(work('second'))
    expect(order).toEqual(['first'])
    expect(line.isBusy()).toBe(true)
    ends[0]?.()
    await settle()
    expect(order).toEqual(['first', 'second'])
    ends[1]?.()
    await line.idle()
    await settle()
    expect(line.isBusy()).toBe(false)
  })

  it('goes on after one that failed, whose caller hears of it', async () => {
    const line = createWorkLine()
    const failing = line.run(async () => {
      throw new Error('no')
    })
    let ran = false
    const next = line.run(async () => {
      ran = true
    })
    await expect(failing).rejects.toThrow('no')
    await next
    expect(ran).toBe(true)
  })
})
