import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSecureContext } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Agents, createAgents } from '../../../electron/oss/agents'
import type { Call } from '../../../electron/oss/call'
import { createTransport, type TransportRequest } from '../../../electron/oss/transport'
import { anAuthority } from '../../support/certificates'
import { expectCode } from '../../support/expect-code'
import { sampleBytes } from '../../support/sample-bytes'
import { startTlsFront } from '../../support/tls-front'

/** A server that says exactly what a test wants, on each of its connections. */
let server: Server
let sockets: Socket[]
/** The bytes of each request, by connection. */
let heard: string[]
let answer: (socket: Socket, request: string, count: number) => void
let agents: Agents

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

beforeEach(async () => {
  sockets = []
  heard = []
  answer = (socket) => socket.write(OK)
  agents = createAgents()
  server = createServer((socket) => {
    const index = sockets.push(socket) - 1
    heard.push('')
    let count = 0
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      heard[index] += bytes.toString('latin1')
      if (!heard[index]?.endsWith('\r\n\r\n')) return
      count += 1
      answer(socket, heard[index] ?? '', count)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  agents.close()
  for (const socket of sockets) socket.destroy()
  server.close()
  await once(server, 'close')
})

const port = () => (server.address() as AddressInfo).port
const ask = (request: Partial<TransportRequest> = {}, call: Call = {}) =>
  createTransport(agents).request(
    `http://127.0.0.1:${port()}/a?b=c`,
    { method: 'GET', headers: {}, ...request },
    call,
  )
const text = async (request: Partial<TransportRequest> = {}) => String((await ask(request)).data)

describe('a connection', () => {
  it('is used for one request after the other', async () => {
    expect(await text()).toBe('ok')
    expect(await text()).toBe('ok')
    expect(sockets).toHaveLength(1)
    const request = `GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`
    expect(heard).toEqual([request + request])
  })

  it.each([
    ['the server says so', 'HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok'],
    ['it is an old one', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    ['more came than the answer', `${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`],
    ['the server keeps it for a second', OK.replace('\r\n', '\r\nKeep-Alive: timeout=1\r\n')],
  ])('is not used again when %s', async (_, said) => {
    answer = (socket) => socket.write(said)
    expect(await text()).toBe('ok')
    expect(await text()).toBe('ok')
    expect(sockets).toHaveLength(2)
  })

  it('is not used again while somebody still needs what it has brought last', async () => {
    answer = async (socket, _, count) => {
      if (count > 1) return socket.write(OK)
      socket.write(OK.slice(0, -2))
      await sleep(20)
      socket.write('ok')
    }
    const { body } = await ask({ customResponse: true })
    let piece: Buffer = Buffer.alloc(0)
    let done = () => {}
    const pumped = body.pump((bytes) => {
      piece = bytes
      return new Promise((resolve) => {
        done = resolve
      })
    })
    await expect.poll(() => piece.length).toBe(2)
    await text()
    expect(String(piece)).toBe('ok')
    expect(sockets).toHaveLength(2)
    done()
    await pumped
    await Promise.all([ask(), ask()])
    expect(sockets).toHaveLength(2)
  })

  it('may break behind an answer whose end is not taken yet', async () => {
    const { body } = await ask({ customResponse: true })
    sockets[0]?.resetAndDestroy()
    await sleep(50)
    let all = ''
    await body.pump((bytes) => {
      all += bytes
      return undefined
    })
    expect(all).toBe('ok')
  })

  it('is not used again once the server has closed it', async () => {
    await ask()
    sockets[0]?.end()
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
    expect(await text()).toBe('ok')
    expect(sockets).toHaveLength(2)
  })

  it('is ended when the server speaks without being asked', async () => {
    await ask()
    sockets[0]?.write(OK.replace('ok', 'no'))
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
    expect(await text()).toBe('ok')
  })

  it('is opened once for each request at the same time, up to 32, and the others wait', async () => {
    answer = (socket) => void sleep(30).then(() => socket.write(OK))
    await Promise.all(Array.from({ length: 40 }, () => ask()))
    expect(sockets).toHaveLength(32)
  })
})

describe('an answer', () => {
  it('may come byte by byte, after a "100 Continue"', async () => {
    const said = `HTTP/1.1 100 Continue\r\n\r\n${OK}`
    answer = async (socket) => {
      for (const one of said) {
        socket.write(one)
        await sleep(1)
      }
    }
    expect(await text()).toBe('ok')
  })

  it('may come in chunks, or end with the connection', async () => {
    const chunked =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n!\r\n0\r\n\r\n'
    answer = (socket) => socket.write(chunked)
    expect(await text()).toBe('ok!')
    answer = (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end')
    expect(await text()).toBe('until the end')
  })

  it('has no body after a HEAD, whatever it says', async () => {
    answer = (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n')
    const { headers } = await ask({ method: 'HEAD' })
    expect(headers['content-length']).toBe('500')
    expect((await ask({ method: 'HEAD' })).status).toBe(200)
    expect(sockets).toHaveLength(1)
  })

  it.each([
    ['SSH-2.0-OpenSSH\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(70_000)}`],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n'],
  ])('that is no HTTP is a rejected one: %#', async (said) => {
    answer = (socket) => socket.write(said)
    await expectCode(ask(), 'HTTP_REJECTED')
  })

  it.each([
    ['before its head', ''],
    ['in its head', 'HTTP/1.1 200'],
    ['in its body', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf'],
    ['between two chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'],
  ])('that ends %s is a lost connection', async (_, said) => {
    answer = (socket) => socket.end(said)
    const { info } = await expectCode(ask(), 'CONNECTION_LOST')
    expect(info).toMatchObject({ retry: 'automatic', params: { host: '127.0.0.1' } })
  })

  it('holds its connection while nobody reads it, and takes no more memory', async () => {
    const bytes = sampleBytes(64 * 1024 * 1024, 5)
    let sent = 0
    answer = (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n`)
      const more = () => {
        while (sent < bytes.length) {
          const piece = bytes.subarray(sent, sent + 65_536)
          sent += piece.length
          if (!socket.write(piece)) return void socket.once('drain', more)
        }
      }
      more()
    }
    const { body } = await ask({ customResponse: true })
    await sleep(200)
    const before = sent
    await sleep(200)
    expect(sent).toBe(before)
    expect(sent).toBeLessThan(bytes.length / 2)
    expect((await buffer(body)).equals(bytes)).toBe(true)
  })
})

describe('a request', () => {
  it('with nothing to send says so, where the method could have a body', async () => {
    await ask({ method: 'POST' })
    expect(heard[0]).toContain('\r\nContent-Length: 0\r\n')
  })

  it('that is cancelled while it waits for one of 32 connections leaves the others alone', async () => {
    const free: Socket[] = []
    answer = (socket) => free.push(socket)
    const others = Array.from({ length: 32 }, () => ask())
    await expect.poll(() => free.length).toBe(32)
    const stop = new AbortController()
    const waiting = ask({}, { signal: stop.signal })
    stop.abort()
    await expectCode(waiting, 'CANCELLED')
    for (const socket of free) socket.write(OK)
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(32).fill(200))
  })
})

it('a request that waits for a connection has all of its time once it has one', async () => {
  const free: Socket[] = []
  answer = (socket) => free.push(socket)
  const others = Array.from({ length: 32 }, () => ask())
  await expect.poll(() => free.length).toBe(32)
  const waiting = ask({}, { totalTimeoutMs: 300 })
  await sleep(600)
  answer = (socket) => socket.write(OK)
  for (const socket of free) socket.write(OK)
  expect((await waiting).status).toBe(200)
  await Promise.all(others)
})

it('reads by TLS into the same memory as plainly', async () => {
  const bytes = sampleBytes(5_000_000, 9)
  answer = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n`)
    socket.write(bytes)
  }
  const authority = anAuthority()
  const front = await startTlsFront(port(), authority.issue(['127.0.0.1']))
  const secure = createAgents({
    secureContext: () => createSecureContext({ ca: authority.cert }),
  })
  try {
    for (let round = 0; round < 2; round += 1) {
      const request = { method: 'GET', headers: {}, customResponse: true }
      const url = `https://127.0.0.1:${front.port}/`
      const { body } = await createTransport(secure).request(url, request, {})
      expect((await buffer(body)).equals(bytes)).toBe(true)
    }
    expect(front.connections()).toBe(1)
  } finally {
    secure.close()
    await front.close()
  }
})
