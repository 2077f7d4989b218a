import type { ServerResponse } from 'node:http'
import { type Faults, withFlippedBit } from './faults'

/** The part of a body-less answer that arrives before it breaks. */
const HALF_A_HEAD = 'HTTP/1.1 200 OK\r\nserver: Ali'

/** Ends a small answer whose head is written, as far as the faults let it through. */
export function sendSmallBody(response: ServerResponse, body: Buffer, faults: Faults): void {
  const flipped = withFlippedBit(body, 0, faults.find('flip-response-byte')?.at)
  const { afterBytes } = breakingFault(faults) ?? {}
  if (afterBytes === undefined || afterBytes >= body.length) {
    response.end(flipped)
    return
  }
  response.write(flipped.subarray(0, afterBytes), () => breakOff(response, faults))
}

/**
 * Breaks an answer that has no body within its head.
 * @returns false when no fault does
 */
export function breakHead(response: ServerResponse, faults: Faults): boolean {
  if (!breakingFault(faults) || !response.socket) return false
  response.socket.write(HALF_A_HEAD, () => breakOff(response, faults))
  return true
}

/** The fault that ends an answer early, if there is one. */
export function breakingFault(faults: Faults) {
  return (
    faults.find('reset-response') ?? faults.find('stall-response') ?? faults.find('cut-response')
  )
}

/** RST, FIN, or silence. */
export function breakOff(response: ServerResponse, faults: Faults): void {
  const kind = breakingFault(faults)?.kind
  if (kind === 'reset-response') response.socket?.resetAndDestroy()
  if (kind === 'cut-response') response.socket?.destroySoon()
}
