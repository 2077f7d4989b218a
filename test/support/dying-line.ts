import net, { type AddressInfo, type Socket } from 'node:net'

/** A line to a server on loopback whose connections can die as they do when a computer sleeps. */
export type DyingLine = {
  readonly port: number
  /** From now on nothing comes through any connection that stands, nor is it said that they are over. */
  die(): void
  /** Connections that were made so far. */
  connections(): number
  close(): Promise<void>
}

/** @param portOf the server's port on 127.0.0.1, asked for each connection */
export async function startDyingLine(portOf: () => number): Promise<DyingLine> {
  const sockets = new Set<Socket>()
  const dead = new WeakSet<Socket>()
  let connections = 0

  function relay(from: Socket, to: Socket): void {
    sockets.add(from)
    from.on('error', () => undefined)
    from.on('close', () => {
      sockets.delete(from)
      if (!dead.has(from)) to.destroy()
    })
    from.on('end', () => {
      if (!dead.has(from)) to.end()
    })
    from.pipe(to, { end: false })
  }

  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    connections += 1
    const upstream = net.connect({ host: '127.0.0.1', port: portOf(), allowHalfOpen: true })
    relay(client, upstream)
    relay(upstream, client)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    die() {
      for (const socket of sockets) {
        dead.add(socket)
        socket.unpipe()
        socket.pause()
      }
    },
    connections: () => connections,
    close() {
      for (const socket of sockets) {
        dead.add(socket)
        socket.destroy()
      }
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
