import type { Socket } from 'node:net'
import type { BlockSource, Piece } from '../bytes/block'

/** While one piece is on its way the next is read; more than that only fills memory. */
const PIECES_ON_THE_WAY = 2

/** A body on its way out. */
export type Sending = {
  /** Resolves when all is handed to the socket, or the socket is gone. Rejects with what the body throws. */
  readonly done: Promise<void>
  /** True while the next piece is awaited and nothing is on its way: the silence is then ours. */
  waitsForBody(): boolean
}

/** Sends a body piece by piece; each is released when the socket has taken it, or is gone. */
export function sendBody(socket: Socket, body: BlockSource): Sending {
  const onTheWay = new Set<Piece>()
  let isReading = false
  let roomMade: (() => void) | undefined
  const release = (piece: Piece) => {
    piece.release()
    onTheWay.delete(piece)
    roomMade?.()
  }

  async function read(): Promise<Piece | undefined> {
    isReading = true
    return body.next().finally(() => {
      isReading = false
    })
  }

  async function send(): Promise<void> {
    for (let piece = await read(); piece; piece = await read()) {
      if (socket.destroyed) {
        piece.release()
        return
      }
      const sent = piece
      onTheWay.add(sent)
      // Called in any case: with an error when the socket is destroyed before.
      socket.write(sent.bytes, () => release(sent))
      while (onTheWay.size >= PIECES_ON_THE_WAY && !socket.destroyed) {
        await new Promise<void>((resolve) => {
          roomMade = resolve
        })
      }
    }
  }

  return { done: send(), waitsForBody: () => isReading && onTheWay.size === 0 }
}
