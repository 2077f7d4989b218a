import type { Socket } from 'node:net'
import { AppError } from '../errors/app-error'
import { type Connection, createConnection } from './connection'
import { createSocketReader, type SocketReader } from './socket-reader'

/** Opens a socket, TLS and all. @throws AppError, or what Node throws, when it can't */
export type Dial = (onread: SocketReader['onread']) => Promise<Socket>

/** Connections to one server that stay open between requests. */
export type ConnectionPool = {
  /**
   * A connection for one request, at once where one is idle. It comes back by itself when the
   * request is over.
   * @throws AppError CANCELLED when the signal fires first; what `dial` throws
   */
  take(signal?: AbortSignal): Connection | Promise<Connection>
  /** Lets running requests end, and keeps no connection open after them. */
  retire(): void
  /** Ends everything at once. */
  close(): void
}

/** OSS closes idle connections after about 60 s; one that we dropped first is never stale. */
const IDLE_MS = 50_000

type Waiting = {
  readonly resolve: (connection: Connection) => void
  readonly reject: (thrown: unknown) => void
}

/**
 * @param options.most connections at the same time; further requests wait their turn
 */
export function createConnectionPool(options: {
  readonly dial: Dial
  readonly most: number
}): ConnectionPool {
  const { dial, most } = options
  /** The one that was used last is the last, and used first: the others may close. */
  const idle: Connection[] = []
  const open = new Set<Connection>()
  const waiting = new Set<Waiting>()
  let dialling = 0
  let isRetired = false

  function dialMore(): void {
    while (dialling < waiting.size && dialling + open.size < most) {
      dialling += 1
      void dialOne()
    }
  }

  async function dialOne(): Promise<void> {
    const reader = createSocketReader()
    try {
      const socket = await dial(reader.onread)
      dialling -= 1
      offer(addConnection(socket, reader))
    } catch (thrown) {
      dialling -= 1
      // Whoever has waited longest: to all of them it is the same server.
      const [first] = waiting
      if (first) waiting.delete(first)
      first?.reject(thrown)
    }
    dialMore()
  }

  function addConnection(socket: Socket, reader: SocketReader): Connection {
    const connection = createConnection(socket, reader, {
      idle: (seconds) => offer(connection, seconds),
      gone() {
        open.delete(connection)
        const at = idle.indexOf(connection)
        if (at >= 0) idle.splice(at, 1)
        dialMore()
      },
    })
    open.add(connection)
    return connection
  }

  /** @param seconds how long the server keeps it open, where it says so */
  function offer(connection: Connection, seconds?: number): void {
    const [first] = waiting
    if (first) {
      waiting.delete(first)
      first.resolve(connection)
      return
    }
    // A second less than the server: a request must not meet the closing of its connection.
    const idleMs = Math.min(IDLE_MS, seconds === undefined ? IDLE_MS : seconds * 1000 - 1000)
    if (isRetired || idleMs <= 0) {
      connection.socket.destroy()
      return
    }
    connection.socket.setTimeout(idleMs)
    // Nothing to wait for: it must not keep a process alive.
    connection.socket.unref()
    idle.push(connection)
  }

  return {
    take(signal) {
      if (signal?.aborted) throw new AppError('CANCELLED')
      for (let found = idle.pop(); found; found = idle.pop()) {
        if (found.socket.destroyed) continue
        found.socket.ref()
        return found
      }
      return new Promise((resolve, reject) => {
        const stop = () => {
          waiting.delete(one)
          reject(new AppError('CANCELLED'))
        }
        const settled = <T>(act: (value: T) => void) => {
          return (value: T) => {
            signal?.removeEventListener('abort', stop)
            act(value)
          }
        }
        const one: Waiting = { resolve: settled(resolve), reject: settled(reject) }
        signal?.addEventListener('abort', stop, { once: true })
        waiting.add(one)
        dialMore()
      })
    },
    retire() {
      isRetired = true
      for (const { socket } of idle.splice(0)) socket.destroy()
    },
    close() {
      isRetired = true
      for (const { socket } of open) socket.destroy()
    },
  }
}
