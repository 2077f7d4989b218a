import type { ClientRequest, IncomingMessage } from 'node:http'
import type { BlockSource } from '../bytes/block'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import type { Agents, OpenRequest } from './agents'
import type { Call } from './call'
import { type Sending, sendBody } from './send-body'
import { limitTotal } from './total-limit'

/** 15 s: a handshake across the world takes one; a dead host must not hold a slot for a minute. */
const CONNECT_TIMEOUT_MS = 15_000
/** 30 s without a byte in either direction: slow links send something, dead ones don't. */
const STALL_TIMEOUT_MS = 30_000
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
  readonly headers: IncomingMessage['headers']
  readonly data: Buffer | undefined
  readonly res: IncomingMessage
}

/** Sends signed requests. */
export type Transport = {
  request(url: string, request: TransportRequest, call: Call): Promise<TransportAnswer>
}

/**
 * HTTP on Node's own client: every request can be aborted in every phase, has a connect limit, a
 * stall limit and a total one that follows from its bytes, and leaves the true failure in its call.
 */
export function createTransport(agents: Pick<Agents, 'routeTo'>): Transport {
  return {
    request: (url, request, call) =>
      new Promise<TransportAnswer>((resolve, reject) => {
        const fail = (error: AppError) => {
          call.failure ??= error
          reject(call.failure)
        }
        const address = new URL(url)
        const go = (open: OpenRequest) => send(open, address, request, call, resolve, fail)
        const lost = (thrown: unknown) => {
          request.stream?.close()
          fail(networkError(thrown, { host: address.hostname }))
        }
        try {
          const way = agents.routeTo(address, call.signal)
          if (typeof way === 'function') go(way)
          else way.then(go).catch(lost)
        } catch (thrown) {
          lost(thrown)
        }
      }),
  }
}

function send(
  open: OpenRequest,
  url: URL,
  request: TransportRequest,
  call: Call,
  succeed: (answer: TransportAnswer) => void,
  fail: (error: AppError) => void,
): void {
  if (call.signal?.aborted) throw new AppError('CANCELLED')
  const req = open({ method: request.method, headers: request.headers })
  const body = request.stream
  const stop = (error: AppError) => {
    fail(error)
    req.destroy(error)
    body?.close()
  }
  const onAbort = () => stop(new AppError('CANCELLED'))
  call.signal?.addEventListener('abort', onAbort, { once: true })
  const release = () => call.signal?.removeEventListener('abort', onAbort)

  let sending: Sending | undefined
  limitWaiting(req, request, () => sending?.waitsForBody() ?? false, call, url.hostname, stop)
  req.on('error', (thrown) => {
    release()
    stop(thrown instanceof AppError ? thrown : networkError(thrown, { host: url.hostname }))
  })
  req.on('response', (res) => {
    res.once('close', release)
    receive(req, res, request, call).then(succeed, (thrown) =>
      stop(thrown instanceof AppError ? thrown : networkError(thrown, { host: url.hostname })),
    )
  })
  if (!body) {
    req.end(request.content)
    return
  }
  // The source's own failure (a file that vanished) is the truth, not the socket error it causes.
  sending = sendBody(req, body)
  sending.done.catch((thrown) => {
    if (call.refusal === undefined && !req.destroyed) {
      stop(thrown instanceof AppError ? thrown : networkError(thrown, { host: url.hostname }))
    }
  })
}

function limitWaiting(
  req: ClientRequest,
  { headers, content }: TransportRequest,
  waitsForBody: () => boolean,
  call: Call,
  host: string,
  stop: (error: AppError) => void,
): void {
  const timedOut = () => stop(new AppError('TIMED_OUT', { host }, { retry: 'automatic' }))
  const stallTimeoutMs = call.stallTimeoutMs ?? STALL_TIMEOUT_MS
  const seconds = Math.round(stallTimeoutMs / 1000)
  let res: IncomingMessage | undefined
  req.once('response', (answer) => {
    res = answer
  })
  req.setTimeout(stallTimeoutMs)
  req.on('timeout', () => {
    if (isOurTurn(waitsForBody, res)) req.setTimeout(stallTimeoutMs)
    else stop(new AppError('STALLED', { host, seconds }, { retry: 'automatic' }))
  })
  const sizeBytes = Number(headers['Content-Length'] ?? content?.length ?? 0)
  limitTotal(req, sizeBytes, call.totalTimeoutMs, () => isOurTurn(waitsForBody, res), timedOut)
  req.on('socket', (socket) => {
    if (!socket.connecting) return
    const timer = setTimeout(timedOut, CONNECT_TIMEOUT_MS)
    const clear = () => clearTimeout(timer)
    socket.once('connect', clear)
    socket.once('close', clear)
  })
}

/**
 * Whether the silence is ours: under a speed limit, or on a slow disk, we have nothing to send yet or
 * have not read what is there.
 */
function isOurTurn(waitsForBody: () => boolean, res: IncomingMessage | undefined): boolean {
  if (res) return res.complete || res.readableLength >= res.readableHighWaterMark
  return waitsForBody()
}

async function receive(
  req: ClientRequest,
  res: IncomingMessage,
  request: TransportRequest,
  call: Call,
): Promise<TransportAnswer> {
  const status = res.statusCode ?? 0
  const refused = status >= 300
  if (refused && request.stream && !req.writableFinished) {
    // The server has made up its mind: sending the rest of the body would be work for nothing.
    request.stream.close()
  }
  call.isAnswered = !refused
  if (!refused && request.customResponse) {
    return { status, headers: res.headers, data: undefined, res }
  }
  const data = await readAll(res, refused ? REFUSAL_LIMIT_BYTES : XML_LIMIT_BYTES)
  if (refused) {
    call.refusal = { status, headers: res.headers, body: data.toString('utf8') }
    if (!req.writableFinished) req.destroy()
  }
  return { status, headers: res.headers, data, res }
}

async function readAll(res: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of res as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limitBytes) {
      res.destroy()
      break
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
