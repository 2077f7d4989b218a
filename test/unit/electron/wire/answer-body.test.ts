import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import { createAnswerBody } from '../../../../electron/wire/answer-body'

/** A body that a test fills, and what it asks of its connection. */
function aBody() {
  const asked: string[] = []
  const fill = createAnswerBody({
    resume: () => asked.push('resume'),
    destroy: () => asked.push('destroy'),
  })
  return { ...fill, asked }
}
const lost = () => new AppError('CONNECTION_LOST')
const bytes = (text: string) => Buffer.from(text)

describe('a body that is pumped', () => {
  it('gives pieces on as they lie, without a copy', async () => {
    const { body, push, end } = aBody()
    const taken: Buffer[] = []
    const pumped = body.pump((piece) => {
      taken.push(piece)
      return undefined
    })
    const piece = bytes('abc')
    expect(push(piece)).toBe(true)
    end()
    await pumped
    expect(taken[0]).toBe(piece)
  })

  it('keeps what comes before anybody takes it, and holds the connection meanwhile', async () => {
    const { body, push, end, asked, isUnread } = aBody()
    expect(push(bytes('abc'))).toBe(false)
    expect(isUnread()).toBe(true)
    let text = ''
    const pumped = body.pump((piece) => {
      text += piece
      return undefined
    })
    expect(text).toBe('abc')
    expect(asked).toEqual(['resume'])
    end()
    await pumped
  })

  it('waits for whoever takes a piece before the next, and before its end', async () => {
    const { body, push, end, isUnread } = aBody()
    const taken: string[] = []
    const free: (() => void)[] = []
    let isOver = false
    const pumped = body
      .pump((piece) => {
        taken.push(String(piece))
        return new Promise((resolve) => free.push(resolve))
      })
      .then(() => {
        isOver = true
      })
    expect(push(bytes('a'))).toBe(false)
    expect(push(bytes('b'))).toBe(false)
    end()
    expect(taken).toEqual(['a'])
    free.shift()?.()
    await expect.poll(() => taken).toEqual(['a', 'b'])
    expect([isOver, isUnread()]).toEqual([false, true])
    free.shift()?.()
    await pumped
    expect(isOver).toBe(true)
  })

  it('hands on what had come before it broke', async () => {
    const { body, push, fail } = aBody()
    push(bytes('abc'))
    fail(lost())
    let text = ''
    const pumped = body.pump((piece) => {
      text += piece
      return undefined
    })
    await expect(pumped).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    expect(text).toBe('abc')
  })

  it.each(['at once', 'later'])(
    'ends with the failure of whoever takes it, thrown %s',
    async (when) => {
      const { body, push, asked } = aBody()
      const failure = new AppError('DISK_FULL')
      const pumped = body.pump(() => {
        if (when === 'later') return Promise.reject(failure)
        throw failure
      })
      expect(push(bytes('a'))).toBe(false)
      await expect(pumped).rejects.toBe(failure)
      expect(asked).toContain('destroy')
    },
  )

  it('ends its connection when nobody wants the rest, once', async () => {
    const { body, push, asked } = aBody()
    const pumped = body.pump(() => undefined)
    push(bytes('a'))
    body.destroy()
    await expect(pumped).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(asked.filter((one) => one === 'destroy')).toHaveLength(1)
  })

  it('has nothing to destroy when all was read', async () => {
    const { body, push, end, asked } = aBody()
    const pumped = body.pump(() => undefined)
    push(bytes('a'))
    end()
    await pumped
    body.destroy()
    expect(asked).not.toContain('destroy')
  })
})

describe('a body that is read piece by piece', () => {
  it('gives copies, so that a piece may be kept', async () => {
    const { body, push, end } = aBody()
    const memory = bytes('abc')
    push(memory)
    const pieces = body[Symbol.asyncIterator]()
    const first = await pieces.next()
    memory.fill('x')
    expect(String(first.value)).toBe('abc')
    const second = pieces.next()
    push(bytes('def'))
    expect(String((await second).value)).toBe('def')
    end()
    expect((await pieces.next()).done).toBe(true)
  })

  it('fails as the body does, and ends it when it is left', async () => {
    const broken = aBody()
    const reading = broken.body[Symbol.asyncIterator]().next()
    broken.fail(lost())
    await expect(reading).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    const left = aBody()
    left.push(bytes('a'))
    for await (const piece of left.body) {
      expect(String(piece)).toBe('a')
      break
    }
    expect(left.asked).toContain('destroy')
  })
})
