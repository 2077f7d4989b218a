import type { Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import type { Pace } from './pace'

/** Takes the bytes in order as they pass. */
export type Checksum = { update(bytes: Uint8Array): void }

export type RangeOptions = {
  /** Told the size of each piece when it is handed on. */
  readonly onBytes?: ((count: number) => void) | undefined
  readonly checksum?: Checksum | undefined
  readonly chunkBytes?: number
  /** Asked before each read; reads are smaller while a limit holds. */
  readonly pace?: Pace | undefined
}

/** An open file that ranges are read from. The handle is shared and never closed here. */
export type RangeSource = {
  readonly handle: FileHandle
  /** Without path, for the sentence. */
  readonly name: string
  /** Whether the file is another than the one that was opened. */
  readonly hasChanged: (stats: Stats) => boolean
}

/** 512 KiB: a read costs a thread hop of some 50 µs, so larger reads gain nothing more. */
const CHUNK_BYTES = 512 * 1024

/**
 * A stream over exactly `length` bytes of a file, by positional reads, so that several may run on
 * one handle. The last piece is handed on only after the file has been found unchanged: a body
 * that ends is a body that is whole.
 * It fails with FILE_CHANGED (the file ended early, or differs at the end) or FILE_UNREADABLE.
 */
export function createRangeReadable(
  source: RangeSource,
  first: number,
  length: number,
  options: RangeOptions = {},
): Readable {
  return new RangeReadable(source, first, length, options)
}

/** The failure of a file that is not what it was when sending began. */
export function fileChanged(name: string): AppError {
  return new AppError('FILE_CHANGED', { name }, { retry: 'manual' })
}

class RangeReadable extends Readable {
  private position: number
  private remaining: number
  /** Ends the wait for the pace when nobody wants the bytes any more. */
  private readonly gone = new AbortController()

  constructor(
    private readonly source: RangeSource,
    first: number,
    length: number,
    private readonly options: RangeOptions,
  ) {
    super({ highWaterMark: options.chunkBytes ?? CHUNK_BYTES })
    this.position = first
    this.remaining = length
  }

  override _read(): void {
    this.readNext().then(
      (chunk) => this.handOn(chunk),
      (thrown) => this.destroy(fileError(thrown, { name: this.source.name })),
    )
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.gone.abort()
    callback(error)
  }

  private async readNext(): Promise<Buffer | undefined> {
    const { handle, name, hasChanged } = this.source
    if (this.remaining === 0) return undefined
    const most = Math.min(this.options.chunkBytes ?? CHUNK_BYTES, this.remaining)
    const wanted = this.options.pace ? await this.options.pace(most, this.gone.signal) : most
    // A buffer of its own for each read: the socket may hold on to the one before.
    const buffer = Buffer.allocUnsafeSlow(wanted)
    const { bytesRead } = await handle.read(buffer, 0, wanted, this.position)
    this.position += bytesRead
    this.remaining -= bytesRead
    const isOver = bytesRead === 0 || this.remaining === 0
    if (isOver && (bytesRead === 0 || hasChanged(await handle.stat()))) {
      throw fileChanged(name)
    }
    return bytesRead === wanted ? buffer : buffer.subarray(0, bytesRead)
  }

  private handOn(chunk: Buffer | undefined): void {
    if (this.destroyed) return
    if (chunk === undefined) {
      this.push(null)
      return
    }
    this.options.checksum?.update(chunk)
    this.options.onBytes?.(chunk.length)
    this.push(chunk)
    // Said together with the last piece, so that the request ends without another round.
    if (this.remaining === 0) this.push(null)
  }
}
