import type { BlockSource } from '../bytes/block'
import { networkError } from '../errors/from-errno'
import type { AnswerBody } from '../wire/answer-body'
import type { AnswerHeaders } from '../wire/answer-head'
import type { Agents } from './agents'
import type { Call } from './call'
import { exchange } from './exchange'
import { readAtMost } from './read-at-most'

/** An error body is a few hundred bytes; a proxy's HTML page needs no more to be told apart. */
const REFUSAL_LIMIT_BYTES = 64 * 1024
/** A listing of 1,000 keys of 1,023 bytes, percent-encoded, is about 4 MB. */
const XML_LIMIT_BYTES = 16 * 1024 * 1024

/** One signed request. */
export type TransportRequest = {
  readonly method: string
  readonly headers: Record<string, string | number>
  readonly content?: Buffer | string
  readonly stream?: BlockSource
  /** True: the body is left unread for the caller. */
  readonly customResponse?: boolean
}

export type TransportAnswer = {
  readonly status: number
  readonly headers: AnswerHeaders
  /** The whole body, unless it is left to the caller. */
  readonly data: Buffer | undefined
  readonly body: AnswerBody
}

/** Sends signed requests. */
export type Transport = {
  request(url: string, request: TransportRequest, call: Call): Promise<TransportAnswer>
}

/**
 * HTTP on our own connections (`wire/`): every request can be aborted in every phase, has a connect
 * limit, a stall limit and a total one that follows from its bytes, and leaves the true failure in
 * its call.
 */
export function createTransport(agents: Pick<Agents, 'routeTo'>): Transport {
  return {
    async request(address, request, call) {
      const url = new URL(address)
      try {
        const way = agents.routeTo(url, call.signal)
        const { pool, target, headers } = way instanceof Promise ? await way : way
        const taken = pool.take(call.signal)
        const connection = taken instanceof Promise ? await taken : taken
        const all = { ...headers, ...request.headers }
        const sent = { ...request, target, headers: all, host: url.hostname }
        return await read(await exchange(connection, sent, call), request, call)
      } catch (thrown) {
        request.stream?.close()
        call.failure ??= networkError(thrown, { host: url.hostname })
        throw call.failure
      }
    },
  }
}

async function read(
  { status, headers, body }: { status: number; headers: AnswerHeaders; body: AnswerBody },
  request: TransportRequest,
  call: Call,
): Promise<TransportAnswer> {
  const refused = status >= 300
  // The server has made up its mind: sending the rest of the body would be work for nothing.
  if (refused) request.stream?.close()
  call.isAnswered = !refused
  if (!refused && request.customResponse) return { status, headers, data: undefined, body }
  const data = await readAtMost(body, refused ? REFUSAL_LIMIT_BYTES : XML_LIMIT_BYTES)
  if (refused) call.refusal = { status, headers, body: data.toString('utf8') }
  return { status, headers, data, body }
}
