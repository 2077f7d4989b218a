import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import { type Agents, createAgents } from '../../electron/oss/agents'
import type { Call } from '../../electron/oss/call'
import {
  createTransport,
  type TransportAnswer,
  type TransportRequest,
} from '../../electron/oss/transport'

/** An answer that needs no more. */
export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

/** A server that says exactly what a test wants, on each of its connections; a new one for each test. */
export type RawServer = {
  readonly server: Server
  readonly sockets: Socket[]
  /** The bytes of each request, by connection. */
  readonly heard: string[]
  /** Says `OK` unless a test puts something else in its place. */
  answer: (socket: Socket, request: string, count: number) => void
  /** The connections of whoever asks. */
  readonly agents: Agents
  port(): number
  ask(request?: Partial<TransportRequest>, call?: Call): Promise<TransportAnswer>
  /** The body of an answer. */
  text(request?: Partial<TransportRequest>): Promise<string>
}

export function aRawServer(): RawServer {
  let server: Server
  let sockets: Socket[]
  let heard: string[]
  let agents: Agents
  const raw: RawServer = {
    get server() {
      return server
    },
    get sockets() {
      return sockets
    },
    get heard() {
      return heard
    },
    get agents() {
      return agents
    },
    answer: (socket) => socket.write(OK),
    port: () => (server.address() as AddressInfo).port,
    ask: (request = {}, call = {}) =>
      createTransport(agents).request(
        `http://127.0.0.1:${raw.port()}/a?b=c`,
        { method: 'GET', headers: {}, ...request },
        call,
      ),
    text: async (request = {}) => String((await raw.ask(request)).data),
  }
  beforeEach(async () => {
    sockets = []
    heard = []
    raw.answer = (socket) => socket.write(OK)
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
        raw.answer(socket, heard[index] ?? '', count)
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
  return raw
}
