import { setMaxListeners } from 'node:events'
import type { SecureContext } from 'node:tls'
import { type ConnectionPool, createConnectionPool, type Dial } from '../wire/connection-pool'
import { createSocketLimit, type SocketLimit } from '../wire/socket-limit'
import { dialDirect, dialProxy, dialThrough } from './dial'
import { type ProxyServer, proxyHeaders } from './proxy'

/** 10 files at once with 3 parts each still leave room for a HEAD and a listing. */
const MAX_CONNECTIONS_PER_HOST = 32

/** How a request to some URL is written, and the connections that it may go by. */
export type Way = {
  readonly pool: ConnectionPool
  /** What stands in the request line: the path, or the whole URL for a proxy (RFC 9112, 3.2.2). */
  readonly target: string
  /** More headers: `Host`, and the login of a proxy. */
  readonly headers: Readonly<Record<string, string>>
}

/** The connections of one way to the net: straight, or through one proxy. */
export type Pools = {
  wayTo(url: URL): Way
  /** Lets running requests end, and keeps no connection open after them. */
  retire(): void
  /** No connection is left. */
  isEmpty(): boolean
  /** Ends everything at once. */
  close(): void
}

/**
 * Connections that stay open between the parts and files of a batch, tunnels among them.
 * @param secureContext whom to trust; undefined for Node's own list
 * @param limit shared with all other ways; by default one of their own
 */
export function createPools(
  proxy: ProxyServer | undefined,
  secureContext: SecureContext | undefined,
  limit: SocketLimit = createSocketLimit(),
): Pools {
  const end = new AbortController()
  // Every connection that is being opened listens.
  setMaxListeners(0, end.signal)
  const options = { secureContext, signal: end.signal }
  const pools = new Map<string, ConnectionPool>()

  function poolOf(name: string, dial: () => Dial): ConnectionPool {
    const known = pools.get(name)
    if (known) return known
    const pool = createConnectionPool({ dial: dial(), most: MAX_CONNECTIONS_PER_HOST, limit })
    pools.set(name, pool)
    if (end.signal.aborted) pool.close()
    return pool
  }

  return {
    wayTo(url) {
      const { origin, pathname, search, host } = url
      const path = pathname + search
      if (!proxy) {
        const pool = poolOf(origin, () => dialDirect(url, options))
        return { pool, target: path, headers: { Host: host } }
      }
      if (url.protocol === 'https:') {
        const pool = poolOf(origin, () => dialThrough(proxy, url, options))
        return { pool, target: path, headers: { Host: host } }
      }
      // Connections to the proxy serve every server.
      const pool = poolOf('proxy', () => dialProxy(proxy, options))
      return { pool, target: origin + path, headers: { Host: host, ...proxyHeaders(proxy) } }
    },
    retire() {
      for (const pool of pools.values()) pool.retire()
    },
    isEmpty: () => [...pools.values()].every((pool) => pool.isEmpty()),
    close() {
      end.abort()
      for (const pool of pools.values()) pool.close()
    },
  }
}
