import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSecureContext } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createAgents } from '../../../electron/oss/agents'
import { createTransport } from '../../../electron/oss/transport'
import { anAuthority } from '../../support/certificates'
import { expectCode } from '../../support/expect-code'
import { aRawServer, OK } from '../../support/raw-server'
import { sampleBytes } from '../../support/sample-bytes'
import { startTlsFront } from '../../support/tls-front'

const raw = aRawServer()

describe('a connection', () => {
  it('is used for one request after the other', async () => {
    expect(await raw.text()).toBe('ok')
    expect(await raw.text()).toBe('ok')
    expect(raw.sockets).toHaveLength(1)
    const request = `GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:${raw.port()}\r\n\r\n`
    expect(raw.heard).toEqual([request + request])
  })

  it.each([
    ['the server says so', 'HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok'],
    ['it is an old one', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    ['more came than the answer', `${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`],
    ['the server keeps it for a second', OK.replace('\r\n', '\r\nKeep-Alive: timeout=1\r\n')],
  ])('is not used again when %s', async (_, said) => {
    raw.answer = (socket) => socket.write(said)
    expect(await raw.text()).toBe('ok')
    expect(await raw.text()).toBe('ok')
    expect(raw.sockets).toHaveLength(2)
  })

  it('is not used again once the server has closed it', async () => {
    await raw.ask()
    raw.sockets[0]?.end()
    await expect.poll(() => raw.sockets[0]?.destroyed).toBe(true)
    expect(await raw.text()).toBe('ok')
    expect(raw.sockets).toHaveLength(2)
  })

  it('is ended when the server speaks without being asked', async () => {
    await raw.ask()
    raw.sockets[0]?.write(OK.replace('ok', 'no'))
    await expect.poll(() => raw.sockets[0]?.destroyed).toBe(true)
    expect(await raw.text()).toBe('ok')
  })

  it('is opened once for each request at the same time, up to 32, and the others wait', async () => {
    raw.answer = (socket) => void sleep(30).then(() => socket.write(OK))
    await Promise.all(Array.from({ length: 40 }, () => raw.ask()))
    expect(raw.sockets).toHaveLength(32)
  })
})

describe('an answer', () => {
  it('may come byte by byte, after a "100 Continue"', async () => {
    const said = `HTTP/1.1 100 Continue\r\n\r\n${OK}`
    raw.answer = async (socket) => {
      for (const one of said) {
        socket.write(one)
        await sleep(1)
      }
    }
    expect(await raw.text()).toBe('ok')
  })

  it('may come in chunks, or end with the connection', async () => {
    const chunked =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n!\r\n0\r\n\r\n'
    raw.answer = (socket) => socket.write(chunked)
    expect(await raw.text()).toBe('ok!')
    raw.answer = (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end')
    expect(await raw.text()).toBe('until the end')
  })

  it('has no body after a HEAD, whatever it says', async () => {
    raw.answer = (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n')
    const { headers } = await raw.ask({ method: 'HEAD' })
    expect(headers['content-length']).toBe('500')
    expect((await raw.ask({ method: 'HEAD' })).status).toBe(200)
    expect(raw.sockets).toHaveLength(1)
  })

  it.each([
    ['SSH-2.0-OpenSSH\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(70_000)}`],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n'],
  ])('that is no HTTP is a rejected one: %#', async (said) => {
    raw.answer = (socket) => socket.write(said)
    await expectCode(raw.ask(), 'HTTP_REJECTED')
  })

  it.each([
    ['before its head', ''],
    ['in its head', 'HTTP/1.1 200'],
    ['in its body', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf'],
    ['between two chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'],
  ])('that ends %s is a lost connection', async (_, said) => {
    raw.answer = (socket) => socket.end(said)
    const { info } = await expectCode(raw.ask(), 'CONNECTION_LOST')
    expect(info).toMatchObject({ retry: 'automatic', params: { host: '127.0.0.1' } })
  })

  it('holds its connection while nobody reads it, and takes no more memory', async () => {
    const bytes = sampleBytes(64 * 1024 * 1024, 5)
    let sent = 0
    raw.answer = (socket) => {
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
    const { body } = await raw.ask({ customResponse: true })
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
    await raw.ask({ method: 'POST' })
    expect(raw.heard[0]).toContain('\r\nContent-Length: 0\r\n')
  })

  it('that is cancelled while it waits for one of 32 connections leaves the others alone', async () => {
    const free: Socket[] = []
    raw.answer = (socket) => free.push(socket)
    const others = Array.from({ length: 32 }, () => raw.ask())
    await expect.poll(() => free.length).toBe(32)
    const stop = new AbortController()
    const waiting = raw.ask({}, { signal: stop.signal })
    stop.abort()
    await expectCode(waiting, 'CANCELLED')
    for (const socket of free) socket.write(OK)
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(32).fill(200))
  })
})

it('a request that waits for a connection has all of its time once it has one', async () => {
  const free: Socket[] = []
  raw.answer = (socket) => free.push(socket)
  const others = Array.from({ length: 32 }, () => raw.ask())
  await expect.poll(() => free.length).toBe(32)
  const waiting = raw.ask({}, { totalTimeoutMs: 300 })
  await sleep(600)
  raw.answer = (socket) => socket.write(OK)
  for (const socket of free) socket.write(OK)
  expect((await waiting).status).toBe(200)
  await Promise.all(others)
})

it('reads by TLS into the same memory as plainly', async () => {
  const bytes = sampleBytes(5_000_000, 9)
  raw.answer = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n`)
    socket.write(bytes)
  }
  const authority = anAuthority()
  const front = await startTlsFront(raw.port(), authority.issue(['127.0.0.1']))
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
