import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Pace } from '../../../../electron/files/pace'
import { type Collected, collectBody } from '../../../../electron/transfers/collect-body'

const alive = new AbortController().signal

async function* bodyOf(...steps: readonly (string | number | Error)[]): AsyncGenerator<Buffer> {
  for (const step of steps) {
    if (step instanceof Error) throw step
    if (typeof step === 'number') await sleep(step)
    else yield Buffer.from(step)
  }
}

async function collect(
  body: AsyncIterable<Buffer>,
  size: number,
  more: { pace?: Pace; signal?: AbortSignal } = {},
) {
  const into = Buffer.alloc(size)
  const counts: number[] = []
  const progress = (count: number) => void counts.push(count)
  const collected = await collectBody(body, into, { signal: alive, progress, ...more })
  const got = Buffer.from(into)
  // Its memory is used for something else as soon as it has answered.
  into.fill('#')
  return { collected, got: String(got), counts }
}

async function received(collected: Collected): Promise<string> {
  if (collected.kind === 'whole') throw new TypeError('It is whole')
  let text = ''
  for await (const chunk of collected.body) text += String(chunk)
  return text
}

describe('a body that comes at once', () => {
  it('is collected, and what is too much of it is let go', async () => {
    const { collected, got, counts } = await collect(bodyOf('hello ', 'world', '!!', '!'), 11)
    expect(collected).toEqual({ kind: 'whole' })
    expect(got).toBe('hello world')
    expect(counts).toEqual([6, 11])
    expect((await collect(bodyOf(), 0)).collected).toEqual({ kind: 'whole' })
  })

  it('is taken no faster than the pace', async () => {
    const asked: number[] = []
    const pace: Pace = async (wanted) => {
      asked.push(wanted)
      return Math.min(wanted, 4)
    }
    const { got, counts } = await collect(bodyOf('hello ', 'world'), 11, { pace })
    expect(got).toBe('hello world')
    expect(counts).toEqual([4, 6, 10, 11])
    expect(asked).toEqual([6, 2, 5, 1])
  })
})

describe('a body that does not', () => {
  it('comes once more from its beginning when it ends early, or breaks', async () => {
    const short = await collect(bodyOf('hel', 'lo'), 11)
    expect(await received(short.collected)).toBe('hello')
    const broken = await collect(bodyOf('hel', new Error('reset')), 11)
    await expect(received(broken.collected)).rejects.toThrow('reset')
  })

  it('comes once more, and goes on, when it is slow', async () => {
    const late = await collect(bodyOf('hel', 150, 'lo', 10, ' world'), 11)
    expect(await received(late.collected)).toBe('hello world')
    const lateEnd = await collect(bodyOf('hello', 150), 5)
    expect(await received(lateEnd.collected)).toBe('hello')
    const brokenLater = await collect(bodyOf('hel', 150, new Error('reset')), 11)
    await expect(received(brokenLater.collected)).rejects.toThrow('reset')
  })

  it('comes once more when the pace is slow, which grants nothing twice', async () => {
    let granted = 0
    const pace: Pace = async (wanted) => {
      await sleep(30)
      const size = Math.min(wanted, 2)
      granted += size
      return size
    }
    const { collected } = await collect(bodyOf('hello ', 'world'), 11, { pace })
    if (collected.kind === 'whole') throw new TypeError('It was not slow')
    const before = granted
    let free = 0
    for (let got = await collected.pace?.(5, alive); granted === before; ) {
      free += got ?? 0
      got = await collected.pace?.(5, alive)
    }
    expect(free).toBe(before)
    expect(await received(collected)).toBe('hello world')
  })

  it('breaks when the transfer is stopped', async () => {
    const { collected } = await collect(bodyOf('hello'), 11, { signal: AbortSignal.abort() })
    await expect(received(collected)).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
