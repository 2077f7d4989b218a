import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { networkError } from '../errors/from-errno'

/** What a server says to somebody it does not know. */
export type ProbeAnswer = {
  readonly status: number
  /** True when the answer bears the marks of OSS. */
  readonly isOss: boolean
  /** OSS `Code` of a refusal. */
  readonly code?: string
  /** The server's clock, milliseconds since 1970; absent when a cache may have answered. */
  readonly dateMs?: number
}

/**
 * One plain GET without any credential, redirects not followed.
 * @throws AppError of the network (HOST_NOT_FOUND, CONNECTION_REFUSED, TLS_FAILED, ...)
 */
export type Probe = (url: string, signal: AbortSignal) => Promise<ProbeAnswer>

/** An error answer of OSS is a few hundred bytes, and `Code` comes first. */
const BODY_LIMIT_BYTES = 8 * 1024

/** A `Probe` on Node's own client, the way that the requests of transfers take. */
export function createProbe(): Probe {
  return (address, signal) =>
    new Promise((resolve, reject) => {
      const url = new URL(address)
      const fail = (thrown: unknown) => reject(networkError(thrown, { host: url.hostname }))
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: 'GET',
        // Its own socket, closed at once: a test leaves nothing open.
        agent: false,
        signal,
      })
      request.on('error', fail)
      request.on('response', (response) => {
        readStart(response).then((body) => resolve(answerOf(response, body)), fail)
      })
      request.end()
    })
}

async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= BODY_LIMIT_BYTES) break
  }
  response.destroy()
  return Buffer.concat(chunks).subarray(0, BODY_LIMIT_BYTES).toString('utf8')
}

function answerOf({ statusCode, headers }: IncomingMessage, body: string): ProbeAnswer {
  const code = /<Code>([A-Za-z0-9]{1,100})<\/Code>/.exec(body)?.[1]
  const dateMs = headers.age === undefined ? Date.parse(headers.date ?? '') : Number.NaN
  return {
    status: statusCode ?? 0,
    isOss: headers['x-oss-request-id'] !== undefined || headers.server === 'AliyunOSS',
    ...(code === undefined ? {} : { code }),
    ...(Number.isFinite(dateMs) ? { dateMs } : {}),
  }
}
