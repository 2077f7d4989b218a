import { freeMemory } from '../bytes/free-memory'
import { AppError } from '../errors/app-error'
import type { Pace } from '../files/pace'
import type { RunContext } from './job'

/** What is longer on its way has a part file, in which it is seen to grow and which a crash leaves. */
const PROMPT_MS = 50

/** A body that came at once, or the whole of it once more, to be received piece by piece. */
export type Collected =
  | { readonly kind: 'whole' }
  | {
      readonly kind: 'again'
      readonly body: AsyncGenerator<Buffer>
      /** Grants without delay what was granted before. */
      readonly pace: Pace | undefined
    }

/**
 * Takes `into.length` bytes at the pace of downloads, as long as they come at once. Bytes beyond
 * that are let go. Whatever breaks is met by who receives the body again.
 */
export async function collectBody(
  source: AsyncIterable<Buffer>,
  into: Buffer,
  { signal, pace, progress }: Pick<RunContext, 'signal' | 'pace' | 'progress'>,
): Promise<Collected> {
  const body = source[Symbol.asyncIterator]()
  let count = 0
  /** Of the last chunk, what did not get its turn. */
  let left: Buffer = Buffer.alloc(0)
  let next: Promise<IteratorResult<Buffer>> | undefined
  let isLate = false
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      isLate = true
      resolve()
    }, PROMPT_MS)
  })

  /** Copies what the pace allows. @returns false when time is over before all of it was */
  async function take(chunk: Buffer): Promise<boolean> {
    left = chunk
    while (left.length > 0 && count < into.length) {
      if (isLate) return false
      const most = Math.min(left.length, into.length - count)
      const grant = pace ? pace(most, signal) : most
      const size = typeof grant === 'number' ? grant : await grant
      into.set(left.subarray(0, size), count)
      left = left.subarray(size)
      count += size
      progress(count)
    }
    freeMemory(chunk)
    left = Buffer.alloc(0)
    return true
  }

  async function* again(
    have: Buffer,
    failure: { readonly thrown: unknown } | undefined,
  ): AsyncGenerator<Buffer> {
    if (have.length > 0) yield have
    if (failure) throw failure.thrown
    if (left.length > 0) yield left
    next ??= body.next()
    try {
      for (let one = await next; !one.done; one = await body.next()) yield one.value
    } finally {
      await body.return?.()
    }
  }
  const anew = (failure?: { readonly thrown: unknown }): Collected => ({
    kind: 'again',
    // A copy: the memory is somebody else's by then.
    body: again(Buffer.from(into.subarray(0, count)), failure),
    pace: pace && grantedBefore(count, pace),
  })

  try {
    for (;;) {
      next = body.next()
      const one = await Promise.race([next, late])
      if (one === undefined) return anew()
      next = undefined
      if (one.done) return count === into.length ? { kind: 'whole' } : anew(undefined)
      if (signal.aborted) throw new AppError('CANCELLED')
      if (!(await take(one.value))) return anew()
    }
  } catch (thrown) {
    return anew({ thrown })
  } finally {
    clearTimeout(timer)
  }
}

function grantedBefore(bytes: number, pace: Pace): Pace {
  let granted = bytes
  return (wantedBytes, signal) => {
    if (granted === 0) return pace(wantedBytes, signal)
    const size = Math.min(granted, wantedBytes)
    granted -= size
    return size
  }
}
