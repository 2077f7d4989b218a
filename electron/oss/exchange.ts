import { AppError } from '../errors/app-error'
import { LEAST_PACE } from '../network/least-pace'
import type { Answer, Connection } from '../wire/connection'
import { requestHead } from '../wire/request-head'
import { type Sending, sendBody } from '../wire/send-body'
import type { Call } from './call'
import { limitTotal } from './total-limit'
import type { TransportRequest } from './transport'
import { watchPace } from './watch-pace'

/** 30 s without a byte in either direction: slow links send something, dead ones don't. */
const STALL_TIMEOUT_MS = 30_000

/** A request as it goes over a connection. */
export type SentRequest = TransportRequest & {
  readonly target: string
  /** For sentences about failures. */
  readonly host: string
}

/**
 * Sends a request on a connection that is nobody else's, and resolves when the head of the answer
 * is there. It watches the whole of it, also the answer's body: signal, silence, and time.
 * @throws AppError CANCELLED | STALLED | TIMED_OUT | TOO_SLOW | CONNECTION_LOST | what the request's body throws
 */
export function exchange(
  connection: Connection,
  request: SentRequest,
  call: Call,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host, method } = request
    const { signal, stallTimeoutMs = STALL_TIMEOUT_MS, leastPace = LEAST_PACE } = call
    const { socket } = connection
    let sending: Sending | undefined
    let isAnswered = false
    /** Under a speed limit, or on a slow disk, it is we who have nothing to send, or do not read. */
    const isOurTurn = () =>
      isAnswered ? connection.isUnread() : (sending?.waitsForBody() ?? false)
    const onAbort = () => connection.destroy(new AppError('CANCELLED'))
    const timedOut = () =>
      connection.destroy(new AppError('TIMED_OUT', { host }, { retry: 'automatic' }))
    const limit = limitTotal(lengthOf(request), call.totalTimeoutMs, isOurTurn, timedOut)
    let endWatch = () => {}
    socket.setTimeout(stallTimeoutMs)
    signal?.addEventListener('abort', onAbort, { once: true })

    const sent = connection.expect({
      method,
      host,
      answered(answer) {
        isAnswered = true
        limit.answered(answer.headers['content-length'])
        endWatch = watchPace(connection, host, leastPace, isOurTurn, connection.destroy)
        resolve(answer)
      },
      failed(error) {
        request.stream?.close()
        reject(error)
      },
      silent() {
        if (isOurTurn()) socket.setTimeout(stallTimeoutMs)
        else {
          const seconds = Math.round(stallTimeoutMs / 1000)
          connection.destroy(new AppError('STALLED', { host, seconds }, { retry: 'automatic' }))
        }
      },
      ended() {
        limit.end()
        endWatch()
        signal?.removeEventListener('abort', onAbort)
      },
    })
    if (signal?.aborted) {
      onAbort()
      return
    }
    sending = send(socket, request)
    if (!sending) sent()
    sending?.done.then(sent, (thrown) => {
      // The source's own failure (a file that vanished) is the truth, not what the socket says;
      // but a server that has refused the body told the stream to end.
      if (!isAnswered) connection.destroy(thrown)
    })
  })
}

/** Writes head and content; @returns the body that is still on its way, if there is one */
function send(socket: Connection['socket'], request: SentRequest): Sending | undefined {
  const { method, target, headers, content, stream } = request
  const bare = content === undefined && !stream
  const mayHaveBody = method === 'PUT' || method === 'POST'
  const all = bare && mayHaveBody ? { ...headers, 'Content-Length': 0 } : headers
  socket.cork()
  socket.write(requestHead(method, target, all), 'latin1')
  if (content !== undefined && content.length > 0) socket.write(content)
  socket.uncork()
  return stream && sendBody(socket, stream)
}

function lengthOf({ headers, content }: SentRequest): number {
  return Number(headers['Content-Length'] ?? content?.length ?? 0)
}
