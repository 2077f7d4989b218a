import fs, { type BigIntStats, type Stats } from 'node:fs'
import { promisify } from 'node:util'

/** The part of a `FileHandle` that moves bytes. */
export type OpenedFile = {
  read(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>
  stat(): Promise<Stats>
  stat(options: { readonly bigint: true }): Promise<BigIntStats>
  truncate(length: number): Promise<void>
  sync(): Promise<void>
  /** Waits for what is under way; may be called again. */
  close(): Promise<void>
}

/** One whose descriptor is known. */
export type OpenedDescriptor = OpenedFile & {
  /** Ends it without closing, for somebody else to close. @returns the descriptor */
  handOver(): Promise<number>
}

/** Opens a file. Throws the errno of the file system. */
export type OpenFile = (path: string, flags: string | number) => Promise<OpenedFile>

const open = promisify(fs.open)
const close = promisify(fs.close)

/**
 * Opens a file on a bare descriptor. Node's `FileHandle` makes memory outside of the heap for each
 * call, which V8 takes, beside the buffers of the sockets, for a reason to collect all garbage
 * again and again: a gigabyte then costs three times the CPU. As there, a close waits for the
 * reads and writes under way: the number of a closed descriptor is the next file's.
 */
export const openFile: OpenFile = async (path, flags) => openedFile(await open(path, flags))

/** The same of a descriptor that is open already. */
export function openedFile(fd: number): OpenedDescriptor {
  let underWay = 0
  let closing: Promise<void> | undefined
  let whenIdle: (() => void) | undefined

  function using<T>(work: (done: (cause: Error | null, value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (closing) {
        reject(Object.assign(new Error('The file is closed'), { code: 'EBADF' }))
        return
      }
      underWay += 1
      work((cause, value) => {
        underWay -= 1
        if (underWay === 0) whenIdle?.()
        if (cause) reject(cause)
        else resolve(value)
      })
    })
  }
  const idle = () =>
    new Promise<void>((resolve) => {
      if (underWay === 0) resolve()
      else whenIdle = resolve
    })

  function stat(): Promise<Stats>
  function stat(options: { readonly bigint: true }): Promise<BigIntStats>
  function stat(options?: { readonly bigint: true }): Promise<Stats | BigIntStats> {
    if (options) return using<BigIntStats>((done) => fs.fstat(fd, { bigint: true }, done))
    return using<Stats>((done) => fs.fstat(fd, done))
  }

  return {
    read: (bytes, offset, length, position) =>
      using((done) =>
        fs.read(fd, bytes, offset, length, position, (cause, bytesRead) =>
          done(cause, { bytesRead }),
        ),
      ),
    write: (bytes, offset, length, position) =>
      using((done) =>
        fs.write(fd, bytes, offset, length, position, (cause, bytesWritten) =>
          done(cause, { bytesWritten }),
        ),
      ),
    stat,
    truncate: (length) =>
      using<void>((done) => fs.ftruncate(fd, length, (cause) => done(cause, undefined))),
    sync: () => using<void>((done) => fs.fsync(fd, (cause) => done(cause, undefined))),
    close() {
      closing ??= idle().then(() => close(fd))
      return closing
    },
    async handOver() {
      closing = idle()
      await closing
      return fd
    },
  }
}
