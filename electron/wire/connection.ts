import type { Socket } from 'node:net'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import { type AnswerBody, type BodyFill, createAnswerBody } from './answer-body'
import { type AnswerHead, endOfHead, MAX_HEAD_BYTES, parseAnswerHead } from './answer-head'
import { type Framing, framingOf } from './framing'
import type { SocketReader } from './socket-reader'
import { cutOff, NotHttp } from './wire-error'

/** An answer whose head has come. */
export type Answer = AnswerHead & { readonly body: AnswerBody }

/** What is told of a request while it is under way. */
export type Listener = {
  /** What is asked, since the answer to a HEAD has no body whatever it says. */
  readonly method: string
  /** For sentences about failures. */
  readonly host: string
  answered(answer: Answer): void
  /** It failed before its answer came; afterwards the body tells. */
  failed(error: AppError): void
  /** All is over, well or not: nothing of it will be heard any more. */
  ended(): void
  /** No byte moved for the time that was set on the socket. */
  silent(): void
}

/** A socket that speaks HTTP/1.1, one request after the other. */
export type Connection = {
  readonly socket: Socket
  /**
   * Listens to the answer of a request that the caller writes to the socket.
   * @returns to be called when the request is written to its end: with that, and the end of the
   * answer, the connection can be used again
   */
  expect(listener: Listener): () => void
  /** True while the answer has bytes that nobody has taken. */
  isUnread(): boolean
  /** All that has ever come over it, heads and framing too. */
  receivedBytes(): number
  /** Ends it; what is under way fails with this. */
  destroy(error: AppError): void
}

/** What is under way on a connection. */
type Exchange = {
  readonly listener: Listener
  isSent: boolean
  /** What to do then, when the answer was quicker. */
  whenSent?: () => void
  head?: AnswerHead
  framing?: Framing | undefined
  fill?: BodyFill
  /** All has come, but the last of it lies in the socket's memory until somebody takes it. */
  whenTaken?: () => void
}

/**
 * @param told.idle a request is over, and the next may come; told at once, before anybody else
 * @param told.gone it can't be used any more
 */
export function createConnection(
  socket: Socket,
  reader: SocketReader,
  told: { idle(seconds: number | undefined): void; gone(): void },
): Connection {
  let current: Exchange | undefined
  let receivedBytes = 0
  /** The beginning of a head whose rest has not come. */
  let unparsed: Buffer | undefined

  function fail(thrown: unknown): void {
    socket.destroy()
    const exchange = current
    current = undefined
    if (!exchange) return
    if (exchange.whenTaken) {
      over(exchange, false)
      return
    }
    const failure = networkError(thrown, { host: exchange.listener.host })
    if (exchange.fill) exchange.fill.fail(failure)
    else exchange.listener.failed(failure)
    exchange.listener.ended()
  }

  function receive(bytes: Buffer): boolean {
    receivedBytes += bytes.length
    try {
      return take(bytes)
    } catch (thrown) {
      fail(thrown)
      return false
    }
  }

  function take(bytes: Buffer): boolean {
    if (!current) throw new NotHttp('An answer that nobody asked for')
    if (current.head) return takeBody(current, bytes, 0)
    const all = unparsed ? Buffer.concat([unparsed, bytes]) : bytes
    const end = endOfHead(all)
    if (end < 0 || end > MAX_HEAD_BYTES) {
      if (all.length > MAX_HEAD_BYTES) throw new NotHttp('A head without end')
      unparsed = Buffer.from(all)
      return true
    }
    unparsed = undefined
    const head = parseAnswerHead(all.subarray(0, end))
    // "100 Continue" and its like: the answer is still to come.
    if (head.status < 200) return end === all.length || take(all.subarray(end))
    return answered(current, head, all, end)
  }

  function answered(exchange: Exchange, head: AnswerHead, bytes: Buffer, at: number): boolean {
    exchange.head = head
    exchange.framing = framingOf(exchange.listener.method, head)
    const fill = createAnswerBody({
      resume: () => {
        if (current !== exchange) return
        if (exchange.whenTaken) {
          exchange.whenTaken()
          return
        }
        // So far the silence was ours: the other side has all of its time from now on.
        socket.setTimeout(socket.timeout ?? 0)
        reader.resume()
      },
      destroy: () => {
        if (current === exchange) fail(new AppError('CANCELLED'))
      },
    })
    exchange.fill = fill
    exchange.listener.answered({ ...head, body: fill.body })
    return takeBody(exchange, bytes, at)
  }

  /** @returns whether more may come */
  function takeBody(exchange: Exchange, bytes: Buffer, from: number): boolean {
    const { framing, fill } = exchange
    let mayGoOn = true
    let at = from
    let isOver = framing === undefined
    while (framing && !isOver && at < bytes.length) {
      const step = framing.step(bytes, at)
      if (step.to > step.from) mayGoOn = !!fill?.push(bytes.subarray(step.from, step.to)) && mayGoOn
      at = step.next
      isOver = step.isOver
    }
    // The reader may have given up on it meanwhile.
    if (!isOver || current !== exchange) return mayGoOn
    const isClean = at === bytes.length
    if (mayGoOn) over(exchange, isClean)
    else {
      exchange.whenTaken = () => {
        over(exchange, isClean)
        // An idle connection is listened to as well: its end is heard.
        reader.resume()
      }
    }
    return mayGoOn
  }

  /** @param isClean nothing came behind the answer */
  function over(exchange: Exchange, isClean: boolean): void {
    const { head, fill, listener, isSent } = exchange
    current = undefined
    const mayStay = head !== undefined && isClean && staysOpen(head)
    if (mayStay && isSent) told.idle(idleSeconds(head))
    // A refusal before the end: the rest of the request will never be sent.
    else if (mayStay && head.status < 300) exchange.whenSent = () => told.idle(idleSeconds(head))
    else socket.destroy()
    fill?.end()
    listener.ended()
  }

  reader.attach(socket, {
    take: receive,
    room: () => (current?.framing?.isBare ? current.fill?.room() : undefined),
  })
  socket.on('end', () => {
    // Where there is no length the end of the connection is that of the body.
    if (current?.framing?.endsWithConnection) over(current, false)
  })
  socket.on('error', (thrown) => fail(thrown))
  socket.on('close', () => {
    told.gone()
    fail(cutOff())
  })
  socket.on('timeout', () => {
    if (current) current.listener.silent()
    else socket.destroy()
  })

  return {
    socket,
    expect(listener) {
      const exchange: Exchange = { listener, isSent: false }
      current = exchange
      if (socket.destroyed) fail(cutOff())
      else reader.resume()
      return () => {
        exchange.isSent = true
        exchange.whenSent?.()
      }
    },
    isUnread: () => current?.fill?.isUnread() ?? false,
    receivedBytes: () => receivedBytes,
    destroy: fail,
  }
}

/** Whether the connection outlives this answer (RFC 9112, 9.3). */
function staysOpen({ headers, isOld }: AnswerHead): boolean {
  const options = (headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
  return isOld ? options.includes('keep-alive') : !options.includes('close')
}

/** For how long the server keeps an idle connection, where it says so: `Keep-Alive: timeout=5`. */
function idleSeconds({ headers }: AnswerHead): number | undefined {
  const seconds = /(?:^|[,\s])timeout=(\d{1,6})/i.exec(headers['keep-alive'] ?? '')?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}
