import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

/** What a path of the test server does. */
export type Route = (response: ServerResponse, request: IncomingMessage) => void

/** A web server on loopback for the tests of one file, with a record of what it was asked. */
export type WebServer = {
  /** The address of a path, while the tests run. */
  url(path: string): string
  on(path: string, route: Route): void
  /** Requests so far, in order. */
  readonly requests: IncomingMessage[]
  /** Sockets that are open now. */
  openSockets(): Promise<number>
}

export function aWebServer(): WebServer {
  const routes = new Map<string, Route>()
  const requests: IncomingMessage[] = []
  const server = http.createServer((request, response) => {
    requests.push(request)
    const path = (request.url ?? '').split('?')[0] ?? ''
    const route = routes.get(path)
    if (route) route(response, request)
    else response.writeHead(404).end('no such path')
  })
  beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready())))
  afterAll(() => {
    server.closeAllConnections()
    return new Promise<void>((closed) => server.close(() => closed()))
  })
  return {
    url: (path) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    on: (path, route) => routes.set(path, route),
    requests,
    openSockets: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
  }
}
