import http from 'node:http'
import https from 'node:https'
import tls, { type SecureContext } from 'node:tls'
import { AppError } from '../errors/app-error'
import type { ProxyServer } from './proxy'
import { connectToProxy, openTunnel } from './reach-proxy'

/** 10 files at once with 3 parts each still leave room for a HEAD and a listing. */
const MAX_SOCKETS_PER_HOST = 32

const OPTIONS = {
  keepAlive: true,
  maxSockets: MAX_SOCKETS_PER_HOST,
  // OSS closes idle connections after about 60 s; a socket we dropped first is never stale.
  keepAliveMsecs: 10_000,
  timeout: 50_000,
  scheduling: 'lifo' as const,
}

/** The connections of one way to the net: straight, or through one proxy. */
export type Pools = {
  /** For http: to the server, or to the proxy that fetches from it. */
  readonly http: http.Agent
  /** For https: to the server, through a tunnel where there is a proxy. */
  readonly https: https.Agent
  /** Lets running requests end, and keeps no connection open after them. */
  retire(): void
  /** Ends everything at once. */
  close(): void
}

/**
 * Connections that stay open between the parts and files of a batch, tunnels among them.
 * @param secureContext whom to trust; undefined for Node's own list
 */
export function createPools(
  proxy: ProxyServer | undefined,
  secureContext: SecureContext | undefined,
): Pools {
  const end = new AbortController()
  const reach = { secureContext, signal: end.signal }
  const tlsOptions = { ...OPTIONS, ...(secureContext ? { secureContext } : {}) }
  const agents = proxy
    ? { http: new ToProxy(proxy, reach), https: new ThroughProxy(proxy, reach, tlsOptions) }
    : { http: new http.Agent(OPTIONS), https: new https.Agent(tlsOptions) }
  return {
    ...agents,
    retire() {
      for (const agent of [agents.http, agents.https]) {
        agent.keepSocketAlive = () => false
        for (const sockets of Object.values(agent.freeSockets)) {
          for (const socket of sockets ?? []) socket.destroy()
        }
      }
    },
    close() {
      end.abort()
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

type Reach = Parameters<typeof connectToProxy>[1]
type Created = NonNullable<Parameters<http.Agent['createConnection']>[1]>

/** For plain http: the proxy is told the whole URL, and connections to it serve every server. */
class ToProxy extends http.Agent {
  constructor(
    private readonly proxy: ProxyServer,
    private readonly reach: Reach,
  ) {
    super(OPTIONS)
  }

  override createConnection(_options: http.ClientRequestArgs, created: Created): undefined {
    connectToProxy(this.proxy, this.reach).then(
      (socket) => created(null, socket),
      (thrown) => failed(created, thrown),
    )
  }
}

/** For https: a tunnel for each connection, and TLS with the server inside of it. */
class ThroughProxy extends https.Agent {
  constructor(
    private readonly proxy: ProxyServer,
    private readonly reach: Reach,
    private readonly tlsOptions: https.AgentOptions,
  ) {
    super(tlsOptions)
  }

  override createConnection(options: https.RequestOptions, created: Created): undefined {
    this.tunnelTo(options).then(
      (socket) => created(null, socket),
      (thrown) => failed(created, thrown),
    )
  }

  private async tunnelTo(options: https.RequestOptions): Promise<tls.TLSSocket> {
    const host = options.host ?? ''
    const target = `${host.includes(':') ? `[${host}]` : host}:${options.port ?? 443}`
    const toProxy = await connectToProxy(this.proxy, this.reach)
    const socket = await openTunnel(this.proxy, toProxy, target, this.reach)
    const { servername } = options
    return tls.connect({
      ...this.tlsOptions,
      socket,
      // Of an address there is no name to send, but it is checked against the certificate.
      host,
      ...(servername ? { servername } : {}),
      ALPNProtocols: ['http/1.1'],
    })
  }
}

/** Node's types want a socket beside an error; nobody reads it. */
function failed(created: Created, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new AppError('UNEXPECTED')
  ;(created as (error: Error) => void)(error)
}
