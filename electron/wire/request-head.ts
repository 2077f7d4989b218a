import { AppError } from '../errors/app-error'

/** Headers of a request, `host` included. */
export type RequestHeaders = Readonly<Record<string, string | number>>

/** What a value may hold: nothing that ends it, nothing that latin1 has not. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
/** What a request line may hold: a URL is all visible ASCII. */
const TARGET = /^[\x21-\x7e]+$/

/**
 * The head of a request (RFC 9112, 3), ready to be sent as latin1.
 * @param target a path with its query, or a whole URL for a proxy
 * @throws AppError UNEXPECTED when a value would break out of its line: a bug, or an attack
 */
export function requestHead(method: string, target: string, headers: RequestHeaders): string {
  if (!TARGET.test(target)) throw new AppError('UNEXPECTED', { where: 'request line' })
  let head = `${method} ${target} HTTP/1.1\r\n`
  for (const name in headers) {
    const value = String(headers[name])
    if (!VALUE.test(value)) throw new AppError('UNEXPECTED', { where: name })
    head += `${name}: ${value}\r\n`
  }
  return `${head}\r\n`
}
