import type { AnswerHead } from './answer-head'
import { createChunks } from './chunks'
import { NotHttp } from './wire-error'

/** The next piece of a body in what has come. */
export type Step = {
  /** From where to where it lies; empty when there is none. */
  readonly from: number
  readonly to: number
  /** Where to go on. */
  readonly next: number
  /** True when the body ends here. */
  readonly isOver: boolean
}

/** Finds the body in the bytes of a connection. */
export type Framing = {
  /** Looks from `at` on. @throws NotHttp */
  step(bytes: Buffer, at: number): Step
  /** True when the connection's end is the body's. */
  readonly endsWithConnection: boolean
  /** True when nothing but the body comes until it is over. */
  readonly isBare: boolean
}

/**
 * How the body of an answer is told from what follows (RFC 9112, 6.3).
 * @returns undefined when there is no body
 * @throws NotHttp when the head contradicts itself
 */
export function framingOf(method: string, { status, headers }: AnswerHead): Framing | undefined {
  if (method === 'HEAD' || status === 204 || status === 304) return undefined
  const coding = headers['transfer-encoding']
  const length = headers['content-length']
  if (coding !== undefined) {
    if (coding.toLowerCase() !== 'chunked' || length !== undefined) {
      throw new NotHttp('An unknown coding')
    }
    return createChunks()
  }
  if (length === undefined) return UNTIL_CLOSE
  const sizeBytes = /^\d{1,16}$/.test(length) ? Number(length) : Number.NaN
  if (!Number.isSafeInteger(sizeBytes)) throw new NotHttp('No length')
  return sizeBytes === 0 ? undefined : ofLength(sizeBytes)
}

const UNTIL_CLOSE: Framing = {
  step: (bytes, at) => ({ from: at, to: bytes.length, next: bytes.length, isOver: false }),
  endsWithConnection: true,
  isBare: true,
}

function ofLength(sizeBytes: number): Framing {
  let left = sizeBytes
  return {
    step(bytes, at) {
      const to = Math.min(bytes.length, at + left)
      left -= to - at
      return { from: at, to, next: to, isOver: left === 0 }
    },
    endsWithConnection: false,
    isBare: true,
  }
}
