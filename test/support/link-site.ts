import http, { type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site that hands out cookies and redirects, and notes what it was sent. */
export type LinkSite = {
  readonly port: number
  /** What each request came with, in order. */
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  close(): Promise<void>
}

/**
 * `?to=URL` redirects (percent-encoded), `/locked` wants a password, every other path is a file whose
 * content is its path. Each answer sets a cookie.
 */
export async function startLinkSite(): Promise<LinkSite> {
  const requests: LinkSite['requests'] = []
  const server = http.createServer((request, response) => {
    const url = request.url ?? ''
    requests.push({ path: url, headers: request.headers })
    response.setHeader('set-cookie', [`seen=${requests.length}; Path=/; Max-Age=3600`])
    answer(url, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

function answer(url: string, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://site.test')
  const target = searchParams.get('to')
  if (target !== null) {
    response.writeHead(302, { location: target }).end()
  } else if (pathname === '/locked') {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="site"' }).end()
  } else {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(pathname)
  }
}
