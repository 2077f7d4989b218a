import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aRawServer, OK } from '../../support/raw-server'

const raw = aRawServer()

describe('a connection whose answer has come', () => {
  it('is not used again while somebody still needs what it has brought last', async () => {
    raw.answer = async (socket, _, count) => {
      if (count > 1) return socket.write(OK)
      socket.write(OK.slice(0, -2))
      await sleep(20)
      socket.write('ok')
    }
    const { body } = await raw.ask({ customResponse: true })
    let piece: Buffer = Buffer.alloc(0)
    let done = () => {}
    const pumped = body.pump((bytes) => {
      piece = bytes
      return new Promise((resolve) => {
        done = resolve
      })
    })
    await expect.poll(() => piece.length).toBe(2)
    await raw.text()
    expect(String(piece)).toBe('ok')
    expect(raw.sockets).toHaveLength(2)
    done()
    await pumped
    await Promise.all([raw.ask(), raw.ask()])
    expect(raw.sockets).toHaveLength(2)
  })

  it('may break behind an answer whose end is not taken yet', async () => {
    const { body } = await raw.ask({ customResponse: true })
    raw.sockets[0]?.resetAndDestroy()
    await sleep(50)
    let all = ''
    await body.pump((bytes) => {
      all += bytes
      return undefined
    })
    expect(all).toBe('ok')
  })
})
