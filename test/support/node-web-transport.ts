import http, { type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { WebTransport } from '../../electron/web/web-transport'

/** The web transport on Node's http, for tests: one hop, no redirect followed. */
export const nodeWebTransport: WebTransport = {
  send: ({ url, headers, signal }) =>
    new Promise((resolve, reject) => {
      const request = http.get(url, { headers, signal, agent: false })
      request.on('error', reject)
      request.on('response', (response) => {
        // A failure after the reader has left must not end the test run.
        response.on('error', () => undefined)
        resolve({
          status: response.statusCode ?? 0,
          headers: flat(response),
          location: response.headers.location,
          body: decoded(response),
          close: () => request.destroy(),
        })
      })
    }),
}

function flat(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  )
}

function decoded(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response
  return Readable.from(response.pipe(createGunzip()))
}
