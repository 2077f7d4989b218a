import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on 127.0.0.1 that knows a few files and answers 404 to everything else. */
export type TinyWeb = {
  /** The address of a path, which may name no file. */
  url(path: string): string
  /** Requests so far, in order. */
  readonly requests: readonly IncomingMessage[]
  close(): Promise<void>
}

/** @param files content by path, `/a.txt`; Chinese and the like percent-encoded */
export async function startTinyWeb(files: Readonly<Record<string, Buffer>>): Promise<TinyWeb> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    const body = files[request.url ?? '']
    if (body) response.writeHead(200, { 'content-length': body.length }).end(body)
    else response.writeHead(404).end('no such file')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    requests,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
