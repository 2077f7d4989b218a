import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** The page's own scheme: `file://` would have rights that a page must not have. */
export const PAGE_SCHEME = 'app'
export const PAGE_ORIGIN = 'app://courier'

/**
 * Nothing from anywhere but the app's own files; no inline script or style, no eval, no frame, no
 * form, and no network at all: the page talks to main and to nobody else.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The kinds of files that a page is built of; a module that is not called one is not run. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Answers `app://courier/...` from one folder.
 * @param folder the built page; nothing outside of it is ever read
 */
export function createPageHandler(folder: string): (request: { url: string }) => Promise<Response> {
  return async ({ url }) => {
    const path = pageFile(folder, url)
    if (path === undefined) return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(path), {
        headers: {
          'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
        },
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  }
}

/** The file of an address; undefined for another host or a path that leaves the folder. */
export function pageFile(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (`${PAGE_SCHEME}://${host}` !== PAGE_ORIGIN) return undefined
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0')) return undefined
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  return path.startsWith(folder + sep) ? path : undefined
}
