import http, { type IncomingMessage } from 'node:http'
import net, { type Socket } from 'node:net'
import tls, { type SecureContext } from 'node:tls'
import { proxyHostPort } from '../../shared/proxy-address'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import { type ProxyServer, proxyHeaders } from './proxy'

/** 15 s, as for a server: a proxy that takes longer to say yes has no room or no network. */
const CONNECT_TIMEOUT_MS = 15_000

/** What it takes to get to a proxy. */
export type ReachOptions = {
  /** Whom to trust, for a proxy that is reached by TLS. */
  readonly secureContext: SecureContext | undefined
  /** Ends it, for the end of the app. */
  readonly signal: AbortSignal
  readonly timeoutMs?: number | undefined
}

/**
 * A connection to the proxy itself, by TLS where it wants that.
 * @throws AppError PROXY_UNREACHABLE | PROXY_TLS_FAILED
 */
export function connectToProxy(proxy: ProxyServer, options: ReachOptions): Promise<Socket> {
  const { host, port } = proxy
  const socket = proxy.secure
    ? tls.connect({
        host,
        port,
        ALPNProtocols: ['http/1.1'],
        ...(net.isIP(host) === 0 ? { servername: host } : {}),
        ...(options.secureContext ? { secureContext: options.secureContext } : {}),
      })
    : net.connect({ host, port })
  socket.setNoDelay(true)
  const ready = proxy.secure ? 'secureConnect' : 'connect'
  return settled(socket, options, proxy, (resolve, reject) => {
    socket.once(ready, () => resolve(socket))
    socket.once('error', (thrown) => reject(unreachable(proxy, thrown)))
    socket.once('close', () => reject(unreachable(proxy)))
  })
}

/**
 * A tunnel through the proxy to a server (RFC 9110, 9.3.6), over a connection that stands.
 * @param target `bucket.oss-cn-hangzhou.aliyuncs.com:443`
 * @throws AppError PROXY_AUTH_NEEDED | PROXY_AUTH_UNSUPPORTED | PROXY_FAILED | PROXY_UNREACHABLE
 */
export function openTunnel(
  proxy: ProxyServer,
  socket: Socket,
  target: string,
  options: ReachOptions,
): Promise<Socket> {
  return settled(socket, options, proxy, (resolve, reject) => {
    const request = http.request({
      method: 'CONNECT',
      path: target,
      // Without an agent Node would say "close", which is not what a tunnel is for.
      headers: { Host: target, Connection: 'keep-alive', ...proxyHeaders(proxy) },
      createConnection: () => socket,
    })
    request.once('error', (thrown) => reject(unreachable(proxy, thrown)))
    // Node ends the request here for every status, and leaves the body of a refusal alone.
    request.once('connect', (answer, _socket, head) => {
      const status = answer.statusCode ?? 0
      if (status < 200 || status > 299) return reject(refused(proxy, answer))
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    request.end()
  })
}

/** The failure behind a proxy's refusal, by status; its page is for nobody. */
export function refused(
  proxy: ProxyServer,
  answer: Pick<IncomingMessage, 'statusCode' | 'headers'>,
) {
  const status = answer.statusCode ?? 0
  const params = { proxy: proxyHostPort(proxy), status }
  if (status === 407) {
    const schemes = String(answer.headers['proxy-authenticate'] ?? 'Basic')
    const code = /\bbasic\b/i.test(schemes) ? 'PROXY_AUTH_NEEDED' : 'PROXY_AUTH_UNSUPPORTED'
    return new AppError(code, params, { retry: 'after-settings' })
  }
  return new AppError('PROXY_FAILED', params, { retry: status >= 500 ? 'automatic' : 'manual' })
}

/** Runs one phase of a connection: within its time, and with nothing left behind when it fails. */
async function settled(
  socket: Socket,
  { signal, timeoutMs = CONNECT_TIMEOUT_MS }: ReachOptions,
  proxy: ProxyServer,
  phase: (resolve: (socket: Socket) => void, reject: (error: AppError) => void) => void,
): Promise<Socket> {
  let stop: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Socket>((resolve, reject) => {
      stop = () => reject(new AppError('CANCELLED'))
      timer = setTimeout(() => reject(unreachable(proxy)), timeoutMs)
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
      phase(resolve, reject)
    })
  } catch (thrown) {
    // Whatever it still says, the failure is known.
    socket.on('error', () => undefined)
    socket.destroy()
    throw thrown
  } finally {
    clearTimeout(timer)
    if (stop) signal.removeEventListener('abort', stop)
  }
}

function unreachable(proxy: ProxyServer, thrown?: unknown): AppError {
  const known = thrown === undefined ? undefined : networkError(thrown, { host: proxy.host })
  const params = {
    proxy: proxyHostPort(proxy),
    ...(known?.info.params.errno === undefined ? {} : { errno: known.info.params.errno }),
  }
  if (known?.code === 'NETWORK_OFFLINE') return known
  const isTls = known?.code === 'TLS_FAILED' || known?.code === 'TLS_UNKNOWN_AUTHORITY'
  return isTls
    ? new AppError('PROXY_TLS_FAILED', params, { retry: 'after-settings', cause: thrown })
    : new AppError('PROXY_UNREACHABLE', params, { retry: 'automatic', cause: thrown })
}
