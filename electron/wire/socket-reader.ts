import type { OnReadOpts, Socket } from 'node:net'

/**
 * 256 KiB: what a socket brings at once. Node otherwise makes a new buffer of 64 KiB for each read,
 * and its HTTP parser a copy of it: 2 s of a gigabyte's 2.3 s in Electron (measured on loopback).
 */
const READ_BYTES = 256 * 1024

/** Reads a socket into the same memory again and again. */
export type SocketReader = {
  /** For `net.connect` and `tls.connect`; a socket that was made without it is read the usual way. */
  readonly onread: OnReadOpts
  /** @param take what came, to be looked at until it returns; false when no more may come for now */
  attach(socket: Socket, take: (bytes: Buffer) => boolean): void
  resume(): void
}

export function createSocketReader(): SocketReader {
  let attached: { readonly socket: Socket; readonly take: (bytes: Buffer) => boolean } | undefined
  /** What a server says before it was asked. */
  let early = false
  return {
    onread: {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback(size, memory) {
        if (attached) return attached.take(Buffer.from(memory.buffer, memory.byteOffset, size))
        early = true
        return false
      },
    },
    attach(socket, take) {
      attached = { socket, take }
      socket.on('data', (bytes: Buffer) => {
        if (!take(bytes)) socket.pause()
      })
      if (early) socket.destroy()
    },
    resume() {
      attached?.socket.resume()
    },
  }
}
