import type { Socket } from 'node:net'
import { AppError } from '../errors/app-error'
import { type Connection, createConnection } from './connection'
import type { SocketLimit, SocketUser } from './socket-limit'
import { createSocketReader, type SocketReader } from './socket-reader'
import { cutOff } from './wire-error'

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
  /** Nothing is open, nor on its way. */
  isEmpty(): boolean
  /** Ends everything at once, for good: also what waits. */
  close(): void
}

/** OSS closes idle connections after about 60 s; one that we dropped first is never stale. */
const IDLE_MS = 50_000

type Waiting = {
  /** By the count of the limit. */
  readonly since: number
  readonly resolve: (connection: Connection) => void
  readonly reject: (thrown: unknown) => void
}

/**
 * @param options.most connections at the same time; further requests wait their turn
 * @param options.limit how many all pools may have
 */
export function createConnectionPool(options: {
  readonly dial: Dial
  readonly most: number
  readonly limit: SocketLimit
}): ConnectionPool {
  const { dial, most, limit } = options
  /** The one that was used last is the last, and used first: the others may close. */
  const idle: Connection[] = []
  const open = new Set<Connection>()
  const waiting = new Set<Waiting>()
  let dialling = 0
  let isRetired = false
  let isClosed = false
  const mayDial = () => dialling < waiting.size && dialling + open.size < most

  function dialMore(): void {
    while (mayDial() && limit.take()) {
      dialling += 1
      void dialOne()
    }
  }

  async function dialOne(): Promise<void> {
    const reader = createSocketReader()
    try {
      const socket = await dial(reader.onread)
      // It would never tell that it is gone, and keep its place.
      if (socket.destroyed) throw cutOff()
      dialling -= 1
      offer(addConnection(socket, reader))
    } catch (thrown) {
      dialling -= 1
      // Whoever has waited longest: to all of them it is the same server.
      const [first] = waiting
      if (first) waiting.delete(first)
      first?.reject(thrown)
      limit.give()
    }
    dialMore()
  }

  function addConnection(socket: Socket, reader: SocketReader): Connection {
    const connection = createConnection(socket, reader, {
      idle: (seconds) => offer(connection, seconds),
      gone() {
        const at = idle.indexOf(connection)
        if (at >= 0) idle.splice(at, 1)
        if (open.delete(connection)) limit.give()
        leaveWhenOver()
      },
    })
    open.add(connection)
    return connection
  }

  /** @param seconds how long the server keeps it open, where it says so */
  function offer(connection: Connection, seconds?: number): void {
    const [first] = waiting
    if (limit.isWanted(first ? first.since : Number.POSITIVE_INFINITY)) {
      // Another server's turn; who waits here comes again when it is theirs.
      connection.socket.destroy()
      open.delete(connection)
      limit.give()
      return
    }
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

  const asUser: SocketUser = {
    waitingSince() {
      if (!mayDial()) return undefined
      // Those before have a connection on its way.
      let before = dialling
      for (const { since } of waiting) if (before-- === 0) return since
      return undefined
    },
    dial: dialMore,
    idleCount: () => idle.length,
    closeIdle() {
      const oldest = idle.shift()
      if (!oldest) return
      oldest.socket.destroy()
      open.delete(oldest)
    },
  }
  const isEmpty = () => open.size + dialling + waiting.size === 0

  function leaveWhenOver(): void {
    if (isRetired && isEmpty()) limit.leave(asUser)
  }

  return {
    take(signal) {
      if (signal?.aborted || isClosed) throw new AppError('CANCELLED')
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
        const since = limit.count()
        const one: Waiting = { since, resolve: settled(resolve), reject: settled(reject) }
        signal?.addEventListener('abort', stop, { once: true })
        waiting.add(one)
        limit.join(asUser)
        dialMore()
      })
    },
    retire() {
      isRetired = true
      for (const { socket } of idle.splice(0)) socket.destroy()
      leaveWhenOver()
    },
    isEmpty,
    close() {
      isRetired = true
      isClosed = true
      const left = [...waiting]
      waiting.clear()
      for (const { reject } of left) reject(new AppError('CANCELLED'))
      for (const { socket } of open) socket.destroy()
    },
  }
}
