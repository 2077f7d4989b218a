import { Readable } from 'node:stream'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import { createPaceWatch, LEAST_PACE, type LeastPace, type PaceWatch } from '../network/least-pace'
import type { WebAnswer } from './web-transport'

export type BodyLimits = {
  readonly host: string
  /** What the body must have in the end; undefined where the server did not say. */
  readonly expectedBytes: number | undefined
  /** Without a byte for so long, while we wanted some, the server is taken for gone. */
  readonly stallTimeoutMs: number
  /** What trickles is as good as gone, though it never falls silent. */
  readonly leastPace?: LeastPace | undefined
  readonly signal: AbortSignal
}

/** 256 KiB: what is on hand while the disk is written to. */
const BUFFER_BYTES = 256 * 1024

/**
 * The body of an answer, that ends only when all of it has arrived.
 * It fails with BODY_CUT_SHORT | CONNECTION_LOST | STALLED | TOO_SLOW | CANCELLED | other network failures.
 */
export function createCheckedBody(answer: WebAnswer, limits: BodyLimits): Readable {
  return new CheckedBody(answer, limits)
}

class CheckedBody extends Readable {
  private readonly chunks: AsyncIterator<Buffer>
  private receivedBytes = 0
  private stall: NodeJS.Timeout | undefined
  private readonly pace: PaceWatch
  private askedAtMs = 0
  private readonly onAbort = () => this.destroy(new AppError('CANCELLED'))

  constructor(
    private readonly answer: WebAnswer,
    private readonly limits: BodyLimits,
  ) {
    super({ highWaterMark: BUFFER_BYTES })
    this.chunks = answer.body[Symbol.asyncIterator]()
    this.pace = createPaceWatch(limits.leastPace ?? LEAST_PACE)
    limits.signal.addEventListener('abort', this.onAbort, { once: true })
    if (limits.signal.aborted) this.onAbort()
  }

  override _read(): void {
    // The clock runs only while we wait: a slow disk or a speed limit is no stall of the server.
    const { stallTimeoutMs, host } = this.limits
    const leftMs = this.pace.leftMs()
    this.askedAtMs = performance.now()
    this.stall =
      leftMs < stallTimeoutMs
        ? setTimeout(() => this.destroy(this.pace.tooSlow(host)), leftMs)
        : setTimeout(() => this.destroy(this.stalled()), stallTimeoutMs)
    this.chunks.next().then(
      (next) => this.handOn(next),
      (thrown) => this.destroy(this.explain(thrown)),
    )
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearTimeout(this.stall)
    this.limits.signal.removeEventListener('abort', this.onAbort)
    this.answer.close()
    callback(error)
  }

  private handOn(next: IteratorResult<Buffer>): void {
    clearTimeout(this.stall)
    if (this.destroyed) return
    if (!next.done) {
      this.receivedBytes += next.value.length
      this.pace.waited(performance.now() - this.askedAtMs)
      this.pace.came(next.value.length)
      this.push(next.value)
    } else if (this.isShort()) {
      this.destroy(this.cutShort(undefined))
    } else {
      this.push(null)
    }
  }

  private explain(thrown: unknown): AppError {
    const error = networkError(thrown, { host: this.limits.host })
    return error.code === 'CONNECTION_LOST' && this.isShort() ? this.cutShort(thrown) : error
  }

  private isShort(): boolean {
    return this.receivedBytes < (this.limits.expectedBytes ?? 0)
  }

  private cutShort(cause: unknown): AppError {
    const { host, expectedBytes = 0 } = this.limits
    const { receivedBytes } = this
    return new AppError(
      'BODY_CUT_SHORT',
      { host, expectedBytes, receivedBytes },
      { retry: 'automatic', cause },
    )
  }

  private stalled(): AppError {
    const { host, stallTimeoutMs } = this.limits
    return new AppError(
      'STALLED',
      { host, seconds: Math.round(stallTimeoutMs / 1000) },
      { retry: 'automatic' },
    )
  }
}
