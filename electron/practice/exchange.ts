import type { IncomingMessage, ServerResponse } from 'node:http'
import { breakHead, sendSmallBody } from './break-answer'
import { type Faults, resetConnection } from './faults'
import type { ErrorDetail, OssError } from './oss-error'
import { type XmlNode, xmlDocument } from './xml'

/** One request and its answer. */
export type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  readonly receivedMs: number
  readonly now: () => number
  /** Set when the operation is known. */
  faults: Faults
}

export type Headers = Readonly<Record<string, string | number>>

/** Clients take 16 KiB of headers in all; Base64 makes 8 KiB of this. */
const MAX_HEADER_XML_BYTES = 6_000

const RECOMMEND = 'https://api.aliyun.com/troubleshoot?q='

/** `x-oss-hash-crc64ecma` for an answer, unless a fault spoils it. */
export function crcHeader({ faults }: Exchange, crc64: string): Headers {
  if (faults.find('no-crc')) return {}
  const value = faults.find('wrong-crc') ? String(BigInt.asUintN(64, BigInt(crc64) + 1n)) : crc64
  return { 'x-oss-hash-crc64ecma': value }
}

/**
 * Writes the status and the headers that every answer has.
 * @returns false when a fault loses the answer
 */
export function sendHead(exchange: Exchange, status: number, headers: Headers): boolean {
  const { request, response, requestId, now, receivedMs, faults } = exchange
  if (response.headersSent || response.destroyed) return false
  if (faults.find('lose-answer')) {
    resetConnection(request)
    return false
  }
  const nowMs = now()
  response.writeHead(status, {
    server: 'AliyunOSS',
    date: new Date(nowMs).toUTCString(),
    'x-oss-request-id': requestId,
    'x-oss-server-time': Math.max(nowMs - receivedMs, 0),
    ...headers,
  })
  return true
}

/** An answer without a body. */
export function sendEmpty(exchange: Exchange, status: number, headers: Headers = {}): void {
  if (status < 300 && breakHead(exchange.response, exchange.faults)) return
  const length: Headers = status === 204 || status === 304 ? {} : { 'content-length': 0 }
  if (sendHead(exchange, status, { ...length, ...headers })) exchange.response.end()
}

/** An answer with an XML body. */
export function sendXml(exchange: Exchange, root: XmlNode, headers: Headers = {}): void {
  const body = Buffer.from(xmlDocument(root))
  const own = { 'content-type': 'application/xml', 'content-length': body.length }
  const { response, faults } = exchange
  if (sendHead(exchange, 200, { ...own, ...headers })) sendSmallBody(response, body, faults)
}

function detailNode([name, value]: ErrorDetail): XmlNode {
  return [name, typeof value === 'string' ? value : value.map(detailNode)]
}

/**
 * An error as the service writes it; on HEAD the XML travels in `x-oss-err`. What is left of the
 * request's body is read and thrown away, so that the client gets the answer and can go on using
 * the connection.
 */
export function sendError(exchange: Exchange, error: OssError): void {
  const { request, response, requestId } = exchange
  const { ec, details = [], headers = {} } = error.more
  const root: XmlNode = [
    'Error',
    [
      ['Code', error.code],
      ['Message', error.message],
      ['RequestId', requestId],
      ['HostId', request.headers.host ?? ''],
      ...details.map(detailNode),
      ...(ec
        ? ([
            ['EC', ec],
            ['RecommendDoc', `${RECOMMEND}${ec}`],
          ] as const)
        : []),
    ],
  ]
  const body = Buffer.from(xmlDocument(root))
  const common: Headers = { ...headers, ...(ec ? { 'x-oss-ec': ec } : {}) }
  request.resume()
  if (error.status === 304) {
    sendEmpty(exchange, 304, common)
    return
  }
  if (request.method === 'HEAD') {
    const fits = body.length <= MAX_HEADER_XML_BYTES
    const text: Headers = fits ? { 'x-oss-err': body.toString('base64') } : {}
    sendEmpty(exchange, error.status, { ...common, ...text })
    return
  }
  const own = { 'content-type': 'application/xml', 'content-length': body.length }
  if (sendHead(exchange, error.status, { ...own, ...common })) response.end(body)
}
