import net, { type Socket } from 'node:net'
import tls, { type SecureContext, type TLSSocket } from 'node:tls'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import type { Dial } from '../wire/connection-pool'
import type { ProxyServer } from './proxy'
import { connectToProxy, openTunnel } from './reach-proxy'

/** 15 s: a handshake across the world takes one; a dead host must not hold a slot for a minute. */
const CONNECT_TIMEOUT_MS = 15_000
/** A connection whose other end is gone is noticed within minutes also when nobody writes. */
const ALIVE = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 }

/** What connections of one way to the net have in common. */
export type DialOptions = {
  /** Whom to trust; undefined for Node's own list. */
  readonly secureContext: SecureContext | undefined
  /** Ends what is being opened, for the end of the app. */
  readonly signal: AbortSignal
}

/** Straight to a server. Fails as `networkError` explains it, or with TIMED_OUT. */
export function dialDirect(url: URL, options: DialOptions): Dial {
  const host = hostOf(url)
  const session = rememberSession()
  return (onread) => {
    const to = { host, port: portOf(url), ...ALIVE, onread }
    const isSecure = url.protocol === 'https:'
    const socket = isSecure
      ? session.watch(tls.connect({ ...to, ...tlsOptions(host, options), ...session.known() }))
      : net.connect(to)
    return opened(socket, isSecure ? 'secureConnect' : 'connect', url.hostname, options.signal)
  }
}

/** To a proxy that is told whole URLs. Fails as `connectToProxy` does. */
export function dialProxy(proxy: ProxyServer, options: DialOptions): Dial {
  return () => connectToProxy(proxy, options)
}

/** By TLS to a server, inside a tunnel through a proxy. Fails as `openTunnel` does, or as above. */
export function dialThrough(proxy: ProxyServer, url: URL, options: DialOptions): Dial {
  const host = hostOf(url)
  const target = `${url.hostname}:${portOf(url)}`
  const session = rememberSession()
  return async () => {
    const toProxy = await connectToProxy(proxy, options)
    const socket = await openTunnel(proxy, toProxy, target, options)
    const secure = tls.connect({ socket, ...tlsOptions(host, options), ...session.known() })
    return opened(session.watch(secure), 'secureConnect', url.hostname, options.signal)
  }
}

function tlsOptions(host: string, { secureContext }: DialOptions): tls.ConnectionOptions {
  return {
    // Of an address there is no name to send, but it is checked against the certificate.
    host,
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    ...(secureContext ? { secureContext } : {}),
    ALPNProtocols: ['http/1.1'],
  }
}

/** The next handshake with the same server is shorter by a round trip. */
function rememberSession() {
  let newest: Buffer | undefined
  return {
    known: () => (newest ? { session: newest } : {}),
    watch(socket: TLSSocket): TLSSocket {
      socket.on('session', (session) => {
        newest = session
      })
      // One that the server does not like is not offered again.
      socket.once('error', () => {
        newest = undefined
      })
      return socket
    },
  }
}

async function opened(
  socket: Socket,
  ready: 'connect' | 'secureConnect',
  host: string,
  signal: AbortSignal,
): Promise<Socket> {
  const lateness = () => new AppError('TIMED_OUT', { host }, { retry: 'automatic' })
  let timer: NodeJS.Timeout | undefined
  const stop = () => socket.destroy(new AppError('CANCELLED'))
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(lateness()), CONNECT_TIMEOUT_MS)
      signal.addEventListener('abort', stop, { once: true })
      socket.once(ready, () => resolve())
      socket.once('error', reject)
      socket.once('close', () => reject(Object.assign(new Error('Closed'), { code: 'ECONNRESET' })))
    })
    return socket
  } catch (thrown) {
    // Whatever it still says, the failure is known.
    socket.on('error', () => undefined)
    socket.destroy()
    throw networkError(thrown, { host })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/** Without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}
