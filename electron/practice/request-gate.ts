import type { IncomingMessage } from 'node:http'
import { type Faults, resetConnection } from './faults'

/** Why a body is not being read. */
type Reason = 'disk' | 'slow' | 'stalled'

/** Stops and starts the flow of a request's body; several reasons can hold it at once. */
export type Gate = {
  shut(reason: Reason): void
  open(reason: Reason): void
  /** Whether the bytes up to this offset come in; a fault may reset or stall the connection. */
  lets(untilByte: number): boolean
  /** Holds the flow as long as these bytes take on a slow link. */
  slowDown(bytes: number): void
}

export function createGate(request: IncomingMessage, faults: Faults): Gate {
  const reasons = new Set<Reason>()
  const resetAt = faults.find('reset-request')?.afterBytes ?? Number.POSITIVE_INFINITY
  const stallAt = faults.find('stall-request')?.afterBytes ?? Number.POSITIVE_INFINITY
  const bytesPerSecond = faults.find('slow')?.bytesPerSecond

  function shut(reason: Reason): void {
    reasons.add(reason)
    request.pause()
  }

  function open(reason: Reason): void {
    if (reasons.delete(reason) && reasons.size === 0) request.resume()
  }

  return {
    shut,
    open,
    lets(untilByte) {
      if (untilByte > resetAt) resetConnection(request)
      if (untilByte > stallAt) shut('stalled')
      return untilByte <= resetAt && untilByte <= stallAt
    },
    slowDown(bytes) {
      if (bytesPerSecond === undefined) return
      shut('slow')
      setTimeout(() => open('slow'), (bytes / bytesPerSecond) * 1000).unref()
    },
  }
}
