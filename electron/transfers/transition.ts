import type { AppErrorInfo } from '../../shared/errors'
import { isActive, isTerminal, type TransferState, type Verification } from '../../shared/transfer'
import { attemptsOf, QUEUED_ANEW } from './job'

/** Everything that can happen to a transfer. Times are epoch milliseconds. */
export type TransferEvent =
  | { readonly type: 'picked' }
  | { readonly type: 'progressed'; readonly doneBytes: number; readonly bytesPerSecond: number }
  | { readonly type: 'verifying' }
  | {
      readonly type: 'finished'
      readonly verification: Verification
      readonly atMs: number
      readonly durationMs: number
    }
  | { readonly type: 'skipped'; readonly reason: 'exists'; readonly atMs: number }
  | { readonly type: 'failed'; readonly error: AppErrorInfo; readonly atMs: number }
  /** @param attempts without anything that came of them */
  | {
      readonly type: 'postponed'
      readonly error: AppErrorInfo
      readonly attempts: number
      readonly nextTryAtMs: number
    }
  /** The row waits for what it needs, and nothing counts: neither a failure nor the attempt. */
  | { readonly type: 'held'; readonly error?: AppErrorInfo }
  /** @param interrupted the app has ended: nobody has paused it */
  | { readonly type: 'paused'; readonly interrupted?: true }
  | { readonly type: 'resumed' }
  | { readonly type: 'cancelled'; readonly atMs: number }
  | { readonly type: 'retried' }
  /** The run of a paused or waiting transfer has ended: so much of it is safe. */
  | { readonly type: 'kept'; readonly doneBytes: number }

/**
 * The only maker of transfer states.
 * @returns the next state; the same object when the event means nothing in this state (a late
 * progress report after a cancel, say), so that no event can bring an ended transfer back but `retried`
 */
export function transition(state: TransferState, event: TransferEvent): TransferState {
  const attempts = attemptsOf(state)
  switch (event.type) {
    case 'picked':
      return state.status === 'queued' ? { status: 'preparing', attempts: attempts + 1 } : state
    case 'progressed':
      return state.status === 'preparing' || state.status === 'running'
        ? {
            status: 'running',
            attempts,
            doneBytes: event.doneBytes,
            bytesPerSecond: event.bytesPerSecond,
          }
        : state
    case 'verifying':
      return state.status === 'preparing' || state.status === 'running'
        ? { status: 'verifying', attempts, doneBytes: bytesOf(state) }
        : state
    case 'finished':
      return isActive(state)
        ? {
            status: 'done',
            verification: event.verification,
            finishedAtMs: event.atMs,
            durationMs: event.durationMs,
          }
        : state
    case 'skipped':
      return isActive(state)
        ? { status: 'skipped', reason: event.reason, finishedAtMs: event.atMs }
        : state
    case 'failed':
      // A paused row fails in its next run or not at all.
      return isActive(state) || state.status === 'queued'
        ? { status: 'failed', error: event.error, attempts, finishedAtMs: event.atMs }
        : state
    case 'postponed':
      return isActive(state)
        ? {
            status: 'queued',
            attempts: event.attempts,
            doneBytes: bytesOf(state),
            lastError: event.error,
            nextTryAtMs: event.nextTryAtMs,
          }
        : state
    case 'held':
      return isActive(state)
        ? {
            status: 'queued',
            attempts: Math.max(0, attempts - 1),
            doneBytes: bytesOf(state),
            ...(event.error ? { lastError: event.error } : {}),
          }
        : state
    case 'paused':
      return isActive(state) || state.status === 'queued'
        ? pausedState(attempts, bytesOf(state), event.interrupted)
        : state
    case 'kept':
      return (state.status === 'paused' || state.status === 'queued') &&
        bytesOf(state) !== event.doneBytes
        ? { ...state, doneBytes: event.doneBytes }
        : state
    case 'resumed':
      return state.status === 'paused' ? QUEUED_ANEW : state
    case 'cancelled':
      return isTerminal(state) ? state : { status: 'cancelled', finishedAtMs: event.atMs }
    case 'retried':
      return state.status === 'failed' || state.status === 'cancelled' || state.status === 'skipped'
        ? QUEUED_ANEW
        : state
  }
}

/** One for all that are paused before anything was tried, as all of a long queue are at once. */
const PAUSED_UNBEGUN: TransferState = { status: 'paused', attempts: 0, doneBytes: 0 }

function pausedState(attempts: number, doneBytes: number, interrupted?: true): TransferState {
  if (attempts === 0 && doneBytes === 0 && !interrupted) return PAUSED_UNBEGUN
  return { status: 'paused', attempts, doneBytes, ...(interrupted ? { interrupted } : {}) }
}

function bytesOf(state: TransferState): number {
  return 'doneBytes' in state ? (state.doneBytes ?? 0) : 0
}
