import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProxyServer } from '../../../electron/network/proxy'
import { type Agents, createAgents } from '../../../electron/oss/agents'
import { createTransport } from '../../../electron/oss/transport'
import { createSocketLimit } from '../../../electron/wire/socket-limit'
import { expectCode } from '../../support/expect-code'
import { startTestProxy } from '../../support/test-proxy'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const MOST = 3

/** A server that answers when a test says so, or at once. */
type Host = {
  readonly server: Server
  readonly sockets: Set<Socket>
  /** Requests that wait for their answer, in the order in which they came. */
  readonly asked: { readonly path: string; answer(): void }[]
  answersAtOnce: boolean
  afterMs: number
  opened: number
}

let hosts: Host[]
let agents: Agents
let proxy: ProxyServer | undefined
/** Requests under way over all hosts, now and at the worst moment: each has a socket of its own. */
let busy = 0
let highest = 0

const openSockets = () => hosts.reduce((sum, { sockets }) => sum + sockets.size, 0)

async function aHost(): Promise<Host> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    host.opened += 1
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let heard = ''
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1')
      if (!heard.endsWith('\r\n\r\n')) return
      const path = heard.split(' ')[1] ?? ''
      heard = ''
      busy += 1
      highest = Math.max(highest, busy)
      const answer = () => {
        busy -= 1
        socket.write(OK)
      }
      if (!host.answersAtOnce) host.asked.push({ path, answer })
      else if (host.afterMs > 0) setTimeout(answer, host.afterMs)
      else answer()
    })
  })
  const host: Host = { server, sockets, asked: [], answersAtOnce: true, afterMs: 0, opened: 0 }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return host
}

beforeEach(async () => {
  hosts = await Promise.all(Array.from({ length: 4 }, aHost))
  busy = 0
  highest = 0
  proxy = undefined
  agents = createAgents({ limit: createSocketLimit(MOST), chooseProxy: () => proxy })
})
afterEach(async () => {
  agents.close()
  for (const { server, sockets } of hosts) {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
})

const hostAt = (index: number): Host => {
  const host = hosts[index]
  if (!host) throw new RangeError(`No host ${index}`)
  return host
}
const urlOf = (index: number, path: string) =>
  `http://127.0.0.1:${(hostAt(index).server.address() as AddressInfo).port}${path}`
const ask = async (index: number, path = '/', signal?: AbortSignal) => {
  const request = { method: 'GET', headers: {} }
  const call = signal ? { signal } : {}
  return String((await createTransport(agents).request(urlOf(index, path), request, call)).data)
}
/** Requests that are held back by their server until it is told to answer. */
async function holdPlaces(index: number, count: number) {
  hostAt(index).answersAtOnce = false
  const answers = Array.from({ length: count }, (_, at) => ask(index, `/held-${at}`))
  await expect.poll(() => hostAt(index).asked.length).toBe(count)
  return answers
}

describe('connections to all servers together', () => {
  it('are never more than the limit, whoever asks whom, and every request is answered', async () => {
    for (const host of hosts) host.afterMs = 1
    const answers = Array.from({ length: 200 }, (_, at) => ask((at * 7 + (at >> 3)) % 4))
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['ok']))
    expect(highest).toBe(MOST)
    await expect.poll(openSockets).toBeLessThanOrEqual(MOST)
  })

  it('are those of one server alone while nobody else wants one', async () => {
    for (let round = 0; round < 5; round += 1) await ask(0)
    await Promise.all([ask(0), ask(0), ask(0), ask(0)])
    expect(hostAt(0).opened).toBe(MOST)
  })

  it('make room by closing one that is idle', async () => {
    await Promise.all([ask(0), ask(0), ask(1)])
    expect(openSockets()).toBe(MOST)
    expect(await ask(2)).toBe('ok')
    await expect.poll(openSockets).toBe(MOST)
    expect(hostAt(0).sockets.size).toBe(1)
    expect(hostAt(1).sockets.size).toBe(1)
  })

  it('go to whoever has waited longest, also when another server has waited since', async () => {
    const held = await holdPlaces(0, MOST)
    const order: string[] = []
    const wait = (index: number, path: string) => ask(index, path).then(() => order.push(path))
    const all = [wait(1, '/first'), wait(2, '/second'), wait(0, '/third'), wait(1, '/fourth')]
    await sleep(20)
    expect(hosts.slice(1).map(({ opened }) => opened)).toEqual([0, 0, 0])
    hostAt(0).answersAtOnce = true
    hostAt(0).asked[0]?.answer()
    await Promise.all(all)
    expect(order).toEqual(['/first', '/second', '/third', '/fourth'])
    for (const { answer } of hostAt(0).asked.slice(1)) answer()
    await Promise.all(held)
    expect(highest).toBeLessThanOrEqual(MOST)
  })

  it('leave the place of a connection that could not be opened to the next', async () => {
    const gone = await aHost()
    const port = (gone.server.address() as AddressInfo).port
    gone.server.close()
    await once(gone.server, 'close')
    const held = await holdPlaces(0, MOST - 1)
    const nowhere = () =>
      createTransport(agents).request(
        `http://127.0.0.1:${port}/`,
        { method: 'GET', headers: {} },
        {},
      )
    const refused = Array.from({ length: 10 }, () => expectCode(nowhere(), 'CONNECTION_REFUSED'))
    expect(await ask(1)).toBe('ok')
    await Promise.all(refused)
    for (const { answer } of hostAt(0).asked) answer()
    await Promise.all(held)
    hostAt(0).answersAtOnce = true
    expect(await Promise.all([ask(0), ask(1), ask(2)])).toEqual(['ok', 'ok', 'ok'])
  })

  it('leave the place of a request that is given up while it waits to the next', async () => {
    const held = await holdPlaces(0, MOST)
    const end = new AbortController()
    const given = ask(1, '/given-up', end.signal)
    const next = ask(2, '/next')
    await sleep(10)
    end.abort()
    await expectCode(given, 'CANCELLED')
    hostAt(0).asked[0]?.answer()
    expect(await next).toBe('ok')
    expect(hostAt(1).opened).toBe(0)
    for (const { answer } of hostAt(0).asked.slice(1)) answer()
    await Promise.all(held)
  })

  it('count on after the ways to the net have been made anew, as long as they are open', async () => {
    const held = await holdPlaces(0, MOST)
    agents.renew()
    const waits = ask(1)
    await sleep(20)
    expect(hostAt(1).opened).toBe(0)
    hostAt(0).asked[0]?.answer()
    expect(await waits).toBe('ok')
    for (const { answer } of hostAt(0).asked.slice(1)) answer()
    await Promise.all(held)
    // Nothing of the old way is kept.
    await expect.poll(() => hostAt(0).sockets.size).toBe(0)
  })

  it('count those to a proxy, too', async () => {
    const held = await holdPlaces(0, MOST)
    const through = await startTestProxy({
      hosts: { [new URL(urlOf(1, '/')).host]: Number(new URL(urlOf(1, '/')).port) },
    })
    proxy = { host: '127.0.0.1', port: through.port, secure: false }
    const waits = ask(1)
    await sleep(20)
    expect(through.connections()).toBe(0)
    hostAt(0).asked[0]?.answer()
    expect(await waits).toBe('ok')
    expect(through.connections()).toBe(1)
    for (const { answer } of hostAt(0).asked.slice(1)) answer()
    await Promise.all(held)
    await through.close()
  })

  it('end together with all that waits for one, and none is opened afterwards', async () => {
    const held = await holdPlaces(0, MOST)
    const lost = held.map((one) => expectCode(one, 'CONNECTION_LOST'))
    const cancelled = [0, 1, 2].map((index) => expectCode(ask(index), 'CANCELLED'))
    await sleep(10)
    agents.close()
    await Promise.all([...lost, ...cancelled])
    await expectCode(ask(1), 'CANCELLED')
    await expectCode(ask(3), 'CANCELLED')
    await sleep(20)
    expect(hosts.map(({ opened }) => opened)).toEqual([MOST, 0, 0, 0])
  })
})
