import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import type { Agents } from '../oss/agents'
import { exchange } from '../oss/exchange'
import { readAtMost } from '../oss/read-at-most'
import type { Answer } from '../wire/connection'

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
    const host = url.hostname
    try {
      const { pool, target, headers: own } = await agents.routeTo(url, signal)
      const connection = await pool.take(signal)
      // The connection is closed at once: a test leaves nothing open.
      const headers = { ...own, Connection: 'close' }
      const answer = await exchange(
        connection,
        { method: 'GET', target, host, headers },
        { signal },
      )
      const body = await readAtMost(answer.body, BODY_LIMIT_BYTES)
      return answerOf(answer, body.toString('utf8', 0, BODY_LIMIT_BYTES))
    } catch (thrown) {
      throw networkError(thrown, { host })
    }
  }
}

function answerOf({ status, headers }: Answer, body: string): ProbeAnswer {
  // Only a proxy asks so, and of a server behind it nothing is known then.
  if (status === 407) throw new AppError('PROXY_AUTH_NEEDED', {}, { retry: 'after-settings' })
  const code = /<Code>([A-Za-z0-9]{1,100})<\/Code>/.exec(body)?.[1]
  const dateMs = headers.age === undefined ? Date.parse(headers.date ?? '') : Number.NaN
  return {
    status,
    isOss: headers['x-oss-request-id'] !== undefined || headers.server === 'AliyunOSS',
    ...(code === undefined ? {} : { code }),
    ...(Number.isFinite(dateMs) ? { dateMs } : {}),
  }
}
