import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Certified } from './certificates'

/** A proxy on loopback that takes every host name for one on this computer, and counts. */
export type TestProxy = {
  /** `http://127.0.0.1:port`, or `https://` for one that is reached by TLS. */
  readonly url: string
  readonly port: number
  /** What it was asked for, in order: `CONNECT files.test:443`, `GET http://files.test/a`. */
  readonly log: string[]
  /** Connections that were made to it so far. */
  connections(): number
  /** Requests come with these; undefined for a proxy that lets everybody through. */
  login: { user: string; password: string } | undefined
  /** Answers this instead of doing its work. */
  refuse: { status: number; body?: string; headers?: Record<string, string> } | undefined
  /** Takes requests and never answers them. */
  silent: boolean
  /** Ends all connections that are open now. */
  cut(): void
  close(): Promise<void>
}

/**
 * @param options.hosts where a name leads, `files.test:443` or `files.test` -> a port of 127.0.0.1;
 *   other names are answered with 502
 * @param options.tls for a proxy that is reached by TLS
 */
export async function startTestProxy(options: {
  readonly hosts: Readonly<Record<string, number>>
  readonly tls?: Certified
}): Promise<TestProxy> {
  const { hosts } = options
  const server: Server = options.tls
    ? https.createServer(options.tls as https.ServerOptions)
    : http.createServer()
  const open = new Set<Duplex>()
  let connections = 0
  server.on(options.tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    connections += 1
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
  })
  const portOf = (host: string, port: string) => hosts[`${host}:${port}`] ?? hosts[host]

  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    proxy.log.push(`CONNECT ${request.url}`)
    if (proxy.silent) return
    const said = refusalOf(proxy, request)
    if (said) return void client.end(rawAnswer(said))
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url ?? '') ?? []
    const target = portOf(host, port)
    if (target === undefined) return void client.end(rawAnswer({ status: 502 }))
    const upstream = net.connect({ host: '127.0.0.1', port: target }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(client)
      client.pipe(upstream)
    })
    open.add(upstream)
    upstream.on('error', () => client.destroy())
    upstream.once('close', () => {
      open.delete(upstream)
      client.destroy()
    })
    client.once('close', () => upstream.destroy())
  })

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    proxy.log.push(`${request.method} ${request.url}`)
    if (proxy.silent) return
    const said = refusalOf(proxy, request)
    if (said) return void response.writeHead(said.status, said.headers).end(said.body)
    const url = new URL(request.url ?? '')
    const target = portOf(url.hostname, url.port || '80')
    if (target === undefined) return void response.writeHead(502).end()
    const { 'proxy-authorization': _secret, ...headers } = request.headers
    const upstream = http.request(
      {
        host: '127.0.0.1',
        port: target,
        method: request.method,
        path: `${url.pathname}${url.search}`,
        headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      },
    )
    upstream.on('error', () => response.destroy())
    request.pipe(upstream)
  })

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const proxy: TestProxy = {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    log: [],
    connections: () => connections,
    login: undefined,
    refuse: undefined,
    silent: false,
    cut: () => {
      for (const socket of open) socket.destroy()
    },
    async close() {
      proxy.cut()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return proxy
}

type Said = { status: number; body?: string; headers?: Record<string, string> }

function refusalOf(proxy: TestProxy, request: IncomingMessage): Said | undefined {
  if (proxy.refuse) return proxy.refuse
  if (!proxy.login) return undefined
  const { user, password } = proxy.login
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  if (request.headers['proxy-authorization'] === wanted) return undefined
  return { status: 407, headers: { 'proxy-authenticate': 'Basic realm="proxy"' }, body: 'sign in' }
}

function rawAnswer({ status, headers = {}, body = '' }: Said): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} No\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`
}
