import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import type { Certified } from './certificates'

/** A TLS server on loopback that passes what it decrypts on to a plain one. */
export type TlsFront = {
  readonly port: number
  /** Handshakes that succeeded. */
  connections(): number
  /** Connections that stand now. */
  open(): number
  close(): Promise<void>
}

/**
 * @param port of the plain server on 127.0.0.1
 * @param chain certificates of authorities between the server's and the root
 */
export async function startTlsFront(
  port: number,
  certified: Certified,
  chain: readonly string[] = [],
): Promise<TlsFront> {
  let connections = 0
  const clients = new Set<net.Socket>()
  const open = new Set<net.Socket>()
  const options = { key: certified.key, cert: [certified.cert, ...chain].join('\n') }
  const server = tls.createServer(options, (client) => {
    connections += 1
    clients.add(client)
    client.once('close', () => clients.delete(client))
    const upstream = net.connect({ host: '127.0.0.1', port })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  // A client that does not trust us says so and goes.
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => clients.size,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
