import { describe, expect, it } from 'vitest'
import { guardQuit } from '../../../../electron/app/quit'

/** An app as Electron behaves: it ends when nobody prevents it. */
function anApp(transfers: number, isAdding = false) {
  const said = { asked: [] as number[], stops: 0, hasEnded: false }
  let beforeQuit: (event: { preventDefault(): void }) => void = () => undefined
  let answer: (shallQuit: boolean) => void = () => undefined
  const quit = () => {
    let isPrevented = false
    beforeQuit({
      preventDefault: () => {
        isPrevented = true
      },
    })
    if (!isPrevented) said.hasEnded = true
  }
  const on = ((_event: string, listener: typeof beforeQuit) => {
    beforeQuit = listener
  }) as unknown as Parameters<typeof guardQuit>[0]['app']['on']
  const guard = guardQuit({
    app: { on, quit },
    underWay: () => ({ transfers, isAdding }),
    ask: (underWay) => {
      said.asked.push(underWay.transfers)
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    stop: async () => {
      said.stops += 1
    },
  })
  const settle = () => new Promise((resume) => setImmediate(resume))
  const say = async (shallQuit: boolean) => {
    answer(shallQuit)
    await settle()
  }
  const close = () => {
    let isPrevented = false
    guard.windowClosing({
      preventDefault: () => {
        isPrevented = true
      },
    })
    return isPrevented
  }
  return { said, quit, say, close, guard, settle }
}

describe('quitting', () => {
  it('asks nothing when nothing is under way, and ends in order', async () => {
    const { said, quit, settle } = anApp(0)
    quit()
    expect(said.hasEnded).toBe(false)
    await settle()
    expect(said).toEqual({ asked: [], stops: 1, hasEnded: true })
  })

  it('asks while transfers are under way, and goes on with them when the answer is "stay"', async () => {
    const { said, quit, say } = anApp(3)
    quit()
    await say(false)
    expect(said).toEqual({ asked: [3], stops: 0, hasEnded: false })
    quit()
    await say(true)
    expect(said).toEqual({ asked: [3, 3], stops: 1, hasEnded: true })
  })

  it('asks while a folder is still being added, also when none of its files is under way', async () => {
    const { said, close, say } = anApp(0, true)
    expect(close()).toBe(true)
    expect(said.asked).toEqual([0])
    await say(true)
    expect(said.hasEnded).toBe(true)
  })

  it('means it when it is said a second time instead of an answer', async () => {
    const { said, quit, settle, say } = anApp(3)
    quit()
    quit()
    await settle()
    expect(said).toEqual({ asked: [3], stops: 1, hasEnded: true })
    await say(false)
    expect(said.stops).toBe(1)
  })

  it('asks nobody when the system goes down', async () => {
    const { said, guard, settle } = anApp(3)
    guard.shuttingDown()
    await settle()
    expect(said).toEqual({ asked: [], stops: 1, hasEnded: true })
  })

  it('is what closing the window means: it stays open until the answer', async () => {
    const { said, close, say } = anApp(2)
    expect(close()).toBe(true)
    expect(said.asked).toEqual([2])
    await say(true)
    expect(said.hasEnded).toBe(true)
    expect(close()).toBe(false)
  })

  it('lets the window close when nothing is under way', () => {
    expect(anApp(0).close()).toBe(false)
  })
})
