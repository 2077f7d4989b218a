import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { anOpener, failure } from '../../support/open-link'
import { aWebServer } from '../../support/web-server'

const server = aWebServer()
const open = anOpener(server)
const MIB = 1024 * 1024

/** Sends the same again and again, until the other side leaves. */
function everySoOften(response: ServerResponse, everyMs: number, text: string): void {
  const timer = setInterval(() => response.write(text), everyMs)
  response.on('close', () => clearInterval(timer))
}

describe('a connection that fails', () => {
  it('with fewer bytes than announced says how many came', async () => {
    server.on('/short', (response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('x'.repeat(40), () => setTimeout(() => response.destroy(), 20))
    })
    const { body } = await open('/short')
    await expect(buffer(body)).rejects.toMatchObject(
      failure('BODY_CUT_SHORT', {
        retry: 'automatic',
        params: { host: '127.0.0.1', expectedBytes: 100, receivedBytes: 40 },
      }),
    )
  })

  it('in the middle of a chunked answer is lost, not taken for the end', async () => {
    server.on('/cut', (response) => {
      response.write('x', () => setTimeout(() => response.destroy(), 20))
    })
    const { body } = await open('/cut')
    await expect(buffer(body)).rejects.toMatchObject(
      failure('CONNECTION_LOST', { retry: 'automatic' }),
    )
  })

  it('by silence is given up after the stall limit', async () => {
    server.on('/stall', (response) => response.writeHead(200, { 'content-length': 9 }).write('x'))
    const { body } = await open('/stall', { stallTimeoutMs: 60 })
    await expect(buffer(body)).rejects.toMatchObject(
      failure('STALLED', { retry: 'automatic', params: { host: '127.0.0.1' } }),
    )
  })

  it('by a byte now and then, just before each stall limit, is given up as too slow', async () => {
    server.on('/trickle', (response) => everySoOften(response, 20, 'x'))
    const limits = { stallTimeoutMs: 20_000, leastPace: { bytes: 1000, withinMs: 300 } }
    const { body } = await open('/trickle', limits)
    await expect(buffer(body)).rejects.toMatchObject(
      failure('TOO_SLOW', {
        retry: 'automatic',
        params: { host: '127.0.0.1', limitBytes: 1000, minutes: 1 },
      }),
    )
  })

  it('is not given up while it brings little but enough, however long that takes', async () => {
    const bytes = randomBytes(40_000)
    server.on('/modem', (response) => {
      let sent = 0
      const timer = setInterval(() => {
        response.write(bytes.subarray(sent, sent + 1000))
        sent += 1000
        if (sent === bytes.length) response.end()
      }, 20)
      response.on('close', () => clearInterval(timer))
    })
    // A fifth of what comes on the whole would do, and it takes twice the time of the limit.
    const { body } = await open('/modem', { leastPace: { bytes: 4000, withinMs: 400 } })
    expect((await buffer(body)).equals(bytes)).toBe(true)
  })

  it('is not too slow while it is the reader who is', async () => {
    const bytes = randomBytes(MIB)
    server.on('/held-back', (response) => response.end(bytes))
    const leastPace = { bytes: 2 * MIB, withinMs: 250 }
    const { body } = await open('/held-back', { stallTimeoutMs: 20_000, leastPace })
    const chunks: Buffer[] = []
    for await (const chunk of body) {
      if (chunks.length < 4) await sleep(150)
      chunks.push(chunk)
    }
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  })

  it('is not suspected while the reader itself takes its time', async () => {
    const bytes = randomBytes(4 * MIB)
    server.on('/slow-reader', (response) => response.end(bytes))
    const { body } = await open('/slow-reader', { stallTimeoutMs: 60 })
    const chunks: Buffer[] = []
    for await (const chunk of body) {
      if (chunks.length === 0) await sleep(300)
      chunks.push(chunk)
    }
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  })

  it('before the headers is given up after the connect limit', async () => {
    server.on('/mute', () => undefined)
    await expect(open('/mute', { connectTimeoutMs: 60 })).rejects.toMatchObject(
      failure('TIMED_OUT', { retry: 'automatic' }),
    )
  })

  it('because nobody listens is refused', async () => {
    const closed = createServer()
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => resolve((closed.address() as AddressInfo).port)),
    )
    await new Promise((resolve) => closed.close(resolve))
    await expect(open(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(
      failure('CONNECTION_REFUSED', { retry: 'automatic', params: { host: '127.0.0.1' } }),
    )
  })

  it('because of headers without end is refused', async () => {
    server.on('/huge', (response) => response.writeHead(200, { x: 'y'.repeat(400_000) }).end())
    await expect(open('/huge')).rejects.toMatchObject(failure('HTTP_REJECTED'))
  })
})

describe('a cancelled download', () => {
  it('ends at once before the headers, and midway, and leaves no socket open', async () => {
    server.on('/mute', () => undefined)
    server.on('/drip', (response) => response.writeHead(200).write('x'))
    const before = new AbortController()
    const opening = open('/mute', { signal: before.signal })
    setTimeout(() => before.abort(), 20)
    await expect(opening).rejects.toMatchObject(failure('CANCELLED'))

    const midway = new AbortController()
    const { body } = await open('/drip', { signal: midway.signal })
    setTimeout(() => midway.abort(), 20)
    await expect(buffer(body)).rejects.toMatchObject(failure('CANCELLED'))

    await expect(open('/drip', { signal: AbortSignal.abort() })).rejects.toMatchObject(
      failure('CANCELLED'),
    )
    await vi.waitFor(async () => expect(await server.openSockets()).toBe(0))
  })

  it('is what leaving the body midway amounts to', async () => {
    server.on('/endless-body', (response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(1000)), 1)
      response.on('close', () => clearInterval(timer))
    })
    const { body } = await open('/endless-body')
    for await (const _chunk of body) break
    await vi.waitFor(async () => expect(await server.openSockets()).toBe(0))
  })
})
