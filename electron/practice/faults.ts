import type { IncomingMessage } from 'node:http'
import type {
  PracticeFault,
  PracticeFaultKind,
  PracticeHook,
  PracticeRequestInfo,
} from './practice-hook'

type FaultOf<K extends PracticeFaultKind> = Extract<PracticeFault, { readonly kind: K }>

/** The faults that one request suffers; empty outside tests. */
export type Faults = {
  find<K extends PracticeFaultKind>(kind: K): FaultOf<K> | undefined
}

export const NO_FAULTS: Faults = { find: () => undefined }

function isOfKind<K extends PracticeFaultKind>(kind: K) {
  return (fault: PracticeFault): fault is FaultOf<K> => fault.kind === kind
}

/** Counts requests and asks the hook about each. */
export function createFaultSource(hook: PracticeHook | undefined) {
  const attempts = new Map<string, number>()
  const countUp = (name: string) => {
    const count = (attempts.get(name) ?? 0) + 1
    attempts.set(name, count)
    return count
  }
  return (info: Omit<PracticeRequestInfo, 'attempt' | 'ordinal'>): Faults => {
    if (!hook) return NO_FAULTS
    const { operation, bucket, key, partNumber } = info
    const chosen = hook.onRequest({
      ...info,
      attempt: countUp(JSON.stringify([operation, bucket, key, partNumber])),
      ordinal: countUp(operation),
    })
    if (chosen === undefined) return NO_FAULTS
    const list: readonly PracticeFault[] = 'kind' in chosen ? [chosen] : chosen
    return { find: (kind) => list.find(isOfKind(kind)) }
  }
}

/** The chunk with one bit turned over, when the offset lies in it. */
export function withFlippedBit(chunk: Buffer, chunkStart: number, at: number | undefined): Buffer {
  const index = at === undefined ? -1 : at - chunkStart
  const byte = chunk[index]
  if (byte === undefined) return chunk
  const copy = Buffer.from(chunk)
  copy[index] = byte ^ 1
  return copy
}

/** Ends the connection with an RST, as a failing network does. */
export function resetConnection(request: IncomingMessage): void {
  request.socket.resetAndDestroy()
}

/** Waits, but not longer than the client does. */
export function waitWithClient(request: IncomingMessage, milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const { socket } = request
    const finish = () => {
      clearTimeout(timer)
      socket.off('close', finish)
      done()
    }
    const timer = setTimeout(finish, milliseconds)
    socket.once('close', finish)
  })
}
