import { AppError } from '../errors/app-error'
import type { Pace } from '../files/pace'
import { createRelay, type Relay } from '../wire/relay'
import type { IncomingBody } from './incoming'
import type { RunContext } from './job'
import { pumpFrom } from './pump-from'

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

/** Ends a body that nobody wants any more. */
const ENOUGH = new AppError('CANCELLED')

/**
 * Takes `into.length` bytes at the pace of downloads, as long as they come at once. Bytes beyond
 * that are let go. Whatever breaks is met by who receives the body again.
 */
export function collectBody(
  body: IncomingBody,
  into: Buffer,
  { signal, pace, progress }: Pick<RunContext, 'signal' | 'pace' | 'progress'>,
): Promise<Collected> {
  return new Promise((resolve) => {
    let count = 0
    let isWaiting = false
    let isLate = false
    let isUnwanted = false
    /** To whom the rest goes, once it is late or broken. */
    let relay: Relay | undefined

    function handOver(): Relay {
      relay = createRelay(() => {
        isUnwanted = true
      })
      // A copy: the memory is somebody else's by then.
      const again = following(Buffer.from(into.subarray(0, count)), relay)
      resolve({ kind: 'again', body: again, pace: pace && grantedBefore(count, pace) })
      return relay
    }

    function keep(bytes: Buffer): void {
      into.set(bytes, count)
      count += bytes.length
      progress(count)
    }

    /** In slices while a limit holds. @param firstGrant what was asked already */
    async function takeSlowly(chunk: Buffer, firstGrant: number | Promise<number>): Promise<void> {
      isWaiting = true
      let grant = firstGrant
      for (let left = chunk; ; ) {
        const size = await grant
        keep(left.subarray(0, size))
        left = left.subarray(size)
        const most = Math.min(left.length, into.length - count)
        if (isLate) {
          const { give } = handOver()
          return left.length > 0 ? give(Buffer.from(left)) : undefined
        }
        if (most === 0) break
        grant = pace?.(most, signal) ?? most
      }
      isWaiting = false
    }

    function take(chunk: Buffer): Promise<void> | undefined {
      if (isUnwanted) throw ENOUGH
      if (relay) return relay.give(Buffer.from(chunk))
      if (signal.aborted) throw new AppError('CANCELLED')
      const most = Math.min(chunk.length, into.length - count)
      if (most === 0) return undefined
      const grant = pace?.(most, signal) ?? most
      if (grant !== most) return takeSlowly(chunk, grant)
      keep(chunk.subarray(0, most))
      return undefined
    }

    const timer = setTimeout(() => {
      isLate = true
      if (!isWaiting) handOver()
    }, PROMPT_MS)
    pumpFrom(body, take, () => undefined).then(
      () => {
        clearTimeout(timer)
        if (!relay && count === into.length) resolve({ kind: 'whole' })
        else (relay ?? handOver()).end()
      },
      (thrown) => {
        clearTimeout(timer)
        const to = relay ?? handOver()
        to.fail(thrown)
      },
    )
  })
}

async function* following(have: Buffer, relay: Relay): AsyncGenerator<Buffer> {
  if (have.length > 0) yield have
  yield* relay.pieces
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
