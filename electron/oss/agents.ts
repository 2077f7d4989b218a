import type { SecureContext } from 'node:tls'
import { AppError } from '../errors/app-error'
import type { ChooseProxy } from '../network/choose-proxy'
import { createPools, type Pools, type Way } from '../network/pools'
import type { ProxyServer } from '../network/proxy'
import { createSocketLimit, type SocketLimit } from '../wire/socket-limit'

/** The ways to the net for all transfers together: every client gets the same. */
export type Agents = {
  /**
   * The way to a URL: straight, or through the proxy that settings or system want for it.
   * Where no proxy has to be asked for, the answer is there at once.
   * @throws AppError PROXY_NOT_SET | PROXY_KIND_UNSUPPORTED | CANCELLED, at once when `signal` says so
   */
  routeTo(url: URL, signal?: AbortSignal): Way | Promise<Way>
  /** After a change of network, proxy or trust: requests from now on go the new way, running ones end theirs. */
  renew(): void
  close(): void
}

export type AgentsOptions = {
  /** By default there is no proxy. */
  readonly chooseProxy?: ChooseProxy
  /** Whom to trust; asked once after each `renew`. By default whom Node trusts. */
  readonly secureContext?: () => SecureContext | undefined
  /** How many connections there may be at the same time, over all ways and servers. */
  readonly limit?: SocketLimit
}

/** Connections that stay open, in pools for each way. Nothing is opened before a request. */
export function createAgents(options: AgentsOptions = {}): Agents {
  const { chooseProxy = () => undefined, secureContext = () => undefined } = options
  // One for all, whatever becomes of proxies: connections of an old way count as long as they are.
  const { limit = createSocketLimit() } = options
  let pools = new Map<string, Pools>()
  const retired = new Set<Pools>()

  const poolsOf = (proxy: ProxyServer | undefined): Pools => {
    const name = proxy ? JSON.stringify(proxy) : 'direct'
    const found = pools.get(name) ?? createPools(proxy, secureContext(), limit)
    pools.set(name, found)
    return found
  }

  return {
    routeTo(url, signal) {
      const proxy = chooseProxy(url)
      if (!(proxy instanceof Promise)) return poolsOf(proxy).wayTo(url)
      return unlessAborted(proxy, signal).then((found) => poolsOf(found).wayTo(url))
    },
    renew() {
      for (const one of retired) if (one.isEmpty()) retired.delete(one)
      for (const one of pools.values()) {
        one.retire()
        retired.add(one)
      }
      pools = new Map()
    },
    close() {
      for (const one of [...pools.values(), ...retired]) one.close()
    },
  }
}

/** The answer, or CANCELLED as soon as that is wanted: a PAC script may take its time. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const stop = () => reject(new AppError('CANCELLED'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
