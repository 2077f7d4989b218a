import type { TransferState } from './transfer'

// Apart from the schemas, so that the page can run these without zod.

/** 5 tries over about half a minute outlast a Wi-Fi hand-over and a restart of a server. */
export const MAX_ATTEMPTS = 5

/** True in a state that no work changes any more. */
export function isTerminal(state: TransferState): boolean {
  return ['done', 'failed', 'cancelled', 'skipped'].includes(state.status)
}

/** True while a slot of the queue is taken. */
export function isActive(state: TransferState): boolean {
  return ['preparing', 'running', 'verifying'].includes(state.status)
}

/** True when "cancel" means something. */
export function canCancel(state: TransferState): boolean {
  return !isTerminal(state)
}

/** True when "pause" means something. */
export function canPause(state: TransferState): boolean {
  return state.status === 'queued' || isActive(state)
}

/** True when "retry" means something: the person may want another go at anything not arrived. */
export function canRetry(state: TransferState): boolean {
  return state.status === 'failed' || state.status === 'cancelled' || state.status === 'skipped'
}

/** Bytes already moved, for progress and totals. @param sizeBytes of the row, if known */
export function doneBytesOf(state: TransferState, sizeBytes: number | undefined): number {
  if (state.status === 'done') return sizeBytes ?? 0
  return 'doneBytes' in state ? (state.doneBytes ?? 0) : 0
}
