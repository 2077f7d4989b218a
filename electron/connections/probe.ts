import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import type { Agents } from '../oss/agents'

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

/** A `Probe` that goes the way that the requests of transfers take, through the same proxy. */
export function createProbe(agents: Pick<Agents, 'routeTo'>): Probe {
  return async (address, signal) => {
    const url = new URL(address)
    const open = await agents.routeTo(url, signal)
    return new Promise((resolve, reject) => {
      const fail = (thrown: unknown) => reject(networkError(thrown, { host: url.hostname }))
      // Its socket is closed at once: a test leaves nothing open.
      const request = open({ method: 'GET', headers: { connection: 'close' } })
      const stop = () => {
        // A request that waits for its proxy hears of its end only when that answers.
        reject(new AppError('CANCELLED'))
        request.destroy()
      }
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      request.on('close', () => signal.removeEventListener('abort', stop))
      request.on('error', fail)
      request.on('response', (response) => {
        readStart(response)
          .then((body) => resolve(answerOf(response, body)))
          .catch(fail)
      })
      request.end()
    })
  }
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
  // Only a proxy asks so, and of a server behind it nothing is known then.
  if (statusCode === 407) throw new AppError('PROXY_AUTH_NEEDED', {}, { retry: 'after-settings' })
  const code = /<Code>([A-Za-z0-9]{1,100})<\/Code>/.exec(body)?.[1]
  const dateMs = headers.age === undefined ? Date.parse(headers.date ?? '') : Number.NaN
  return {
    status: statusCode ?? 0,
    isOss: headers['x-oss-request-id'] !== undefined || headers.server === 'AliyunOSS',
    ...(code === undefined ? {} : { code }),
    ...(Number.isFinite(dateMs) ? { dateMs } : {}),
  }
}
