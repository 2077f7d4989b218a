import type { OnReadOpts, Socket } from 'node:net'

/**
 * 256 KiB: what a socket brings at once. Node otherwise makes a new buffer of 64 KiB for each read,
 * and its HTTP parser a copy of it: 2 s of a gigabyte's 2.3 s in Electron (measured on loopback).
 */
const READ_BYTES = 256 * 1024

/** Who gets what a socket brings. */
export type SocketListener = {
  /** @returns false when no more may come for now; the bytes may be looked at until then */
  take(bytes: Buffer): boolean
  /** Where the next bytes are wanted, asked after each `take`; undefined for memory of our own. */
  room(): Uint8Array | undefined
}

/** Reads a socket into the same memory again and again, or where its listener wants it. */
export type SocketReader = {
  /** For `net.connect` and `tls.connect`; a socket that was made without it is read the usual way. */
  readonly onread: OnReadOpts
  attach(socket: Socket, listener: SocketListener): void
  resume(): void
}

export function createSocketReader(): SocketReader {
  const own = Buffer.allocUnsafeSlow(READ_BYTES)
  let attached: { readonly socket: Socket; readonly listener: SocketListener } | undefined
  /** What a server says before it was asked. */
  let early = false
  return {
    onread: {
      buffer: () => attached?.listener.room() ?? own,
      callback(size, memory) {
        const bytes = Buffer.from(memory.buffer, memory.byteOffset, size)
        if (attached) return attached.listener.take(bytes)
        early = true
        return false
      },
    },
    attach(socket, listener) {
      attached = { socket, listener }
      socket.on('data', (bytes: Buffer) => {
        if (!listener.take(bytes)) socket.pause()
      })
      if (early) socket.destroy()
    },
    resume() {
      attached?.socket.resume()
    },
  }
}
