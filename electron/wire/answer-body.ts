import { AppError } from '../errors/app-error'
import { createRelay } from './relay'

/** Takes a piece of a body. @returns when it may be overwritten; undefined for at once */
export type Take = (bytes: Buffer) => Promise<void> | undefined

/** Memory that the next piece may be read into, where one has some; it may come elsewhere too. */
export type Room = () => Uint8Array | undefined

/** The bytes of an answer, to be read once, in one of two ways. */
export type AnswerBody = AsyncIterable<Buffer> & {
  /**
   * Hands on piece by piece, as they lie in the memory that the socket reads into: nothing is
   * copied, and nothing left for the garbage collector. Resolves at the end.
   * @param room asked again after each piece that is taken at once: until the next one has come, or
   * the body is over, that memory is the socket's
   * @throws AppError why the body broke; what `take` throws
   */
  pump(take: Take, room?: Room): Promise<void>
  /** Nobody wants the rest; harmless when all is over. */
  destroy(): void
}

/** A body and the side from which it is filled. */
export type BodyFill = {
  readonly body: AnswerBody
  /** @returns false when no more may come, and these must stay as they are, until `resume` is called */
  push(bytes: Buffer): boolean
  end(): void
  fail(error: AppError): void
  /** Where the next piece is wanted; only while everything that came is taken. */
  room(): Uint8Array | undefined
  /** True while bytes are here that nobody has taken: the silence is then ours. */
  isUnread(): boolean
}

type Closed = { readonly error?: AppError }

/**
 * @param connection.resume more may come
 * @param connection.destroy the rest is not wanted
 */
export function createAnswerBody(connection: { resume(): void; destroy(): void }): BodyFill {
  /** Pieces that came while nobody could take them; they lie in the socket's memory. */
  const kept: Buffer[] = []
  let take: Take | undefined
  let roomFor: Room | undefined
  let isBusy = false
  let closed: Closed | undefined
  let settle: ((closed: Closed) => void) | undefined

  /** @returns whether the next piece may come */
  function hand(bytes: Buffer): boolean {
    let busy: Promise<void> | undefined
    try {
      busy = take?.(bytes)
    } catch (thrown) {
      give(thrown)
      return false
    }
    if (!busy) return true
    isBusy = true
    busy.then(
      () => {
        isBusy = false
        goOn()
      },
      (thrown) => {
        isBusy = false
        give(thrown)
      },
    )
    return false
  }

  /** The taker's own failure: it is what the reader hears, whatever becomes of the connection. */
  function give(thrown: unknown): void {
    kept.length = 0
    closed = { error: thrown as AppError }
    settle?.(closed)
    connection.destroy()
  }

  function goOn(): void {
    while (!isBusy && take) {
      const next = kept.shift()
      if (next) {
        hand(next)
        continue
      }
      // What had come before the end, or the failure, is with the reader by now.
      if (closed) settle?.(closed)
      else connection.resume()
      return
    }
  }

  function close(how: Closed): void {
    closed ??= how
    if (take && !isBusy && kept.length === 0) settle?.(closed)
  }

  const body: AnswerBody = {
    pump: (taker, room) =>
      new Promise<void>((resolve, reject) => {
        settle = ({ error }) => (error === undefined ? resolve() : reject(error))
        take = taker
        roomFor = room
        goOn()
      }),
    destroy() {
      if (closed && !closed.error && kept.length === 0) return
      kept.length = 0
      close({ error: new AppError('CANCELLED') })
      connection.destroy()
    },
    [Symbol.asyncIterator]: () => copiesOf(body),
  }
  return {
    body,
    push(bytes) {
      if (closed) return true
      if (take && !isBusy && kept.length === 0) return hand(bytes)
      kept.push(bytes)
      return false
    },
    end: () => close({}),
    fail: (error) => close({ error }),
    room: () => (closed || isBusy || kept.length > 0 ? undefined : roomFor?.()),
    isUnread: () => take === undefined || isBusy || kept.length > 0,
  }
}

/** Pieces of their own, one whenever it is asked for. */
async function* copiesOf(body: AnswerBody): AsyncGenerator<Buffer> {
  const relay = createRelay(() => body.destroy())
  body.pump((bytes) => relay.give(Buffer.from(bytes))).then(relay.end, relay.fail)
  yield* relay.pieces
}
