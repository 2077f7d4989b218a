import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptsOf } from '../../../../electron/transfers/job'
import { type TransferEvent, transition } from '../../../../electron/transfers/transition'
import {
  doneBytesOf,
  isTerminal,
  type TransferState,
  type TransferStatus,
  transferStateSchema,
} from '../../../../shared/transfer'

const error = { code: 'CONNECTION_LOST', params: {}, retry: 'automatic' } as const
const events: readonly TransferEvent[] = [
  { type: 'picked' },
  { type: 'progressed', doneBytes: 10, bytesPerSecond: 5 },
  { type: 'verifying' },
  { type: 'finished', verification: 'crc64', atMs: 1, durationMs: 1 },
  { type: 'skipped', reason: 'exists', atMs: 1 },
  { type: 'failed', error, atMs: 1 },
  { type: 'postponed', error, attempts: 1, nextTryAtMs: 2 },
  { type: 'held', error },
  { type: 'held' },
  { type: 'paused' },
  { type: 'resumed' },
  { type: 'cancelled', atMs: 1 },
  { type: 'retried' },
  { type: 'kept', doneBytes: 7 },
]
/** How a run can end or be ended; `queued` is another try. */
const RUN_ENDS = ['done', 'skipped', 'failed', 'queued', 'paused', 'cancelled'] as const
/** Every way from one state to another, and nothing else. */
const WAYS: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  queued: ['queued', 'preparing', 'paused', 'cancelled', 'failed'],
  preparing: [...RUN_ENDS, 'running', 'verifying'],
  running: [...RUN_ENDS, 'running', 'verifying'],
  verifying: RUN_ENDS,
  paused: ['paused', 'queued', 'cancelled'],
  done: [],
  failed: ['queued'],
  cancelled: ['queued'],
  skipped: ['queued'],
}
const history = fc.array(fc.constantFrom(...events), { maxLength: 30, size: 'max' })
const queued: TransferState = { status: 'queued', attempts: 0 }
const stateAfter = (...list: TransferEvent[]) => list.reduce(transition, queued)

describe('the states of a transfer', () => {
  it('goes from waiting over running and verifying to done', () => {
    const done = stateAfter(
      { type: 'picked' },
      { type: 'progressed', doneBytes: 10, bytesPerSecond: 5 },
      { type: 'verifying' },
      { type: 'finished', verification: 'crc64', atMs: 9, durationMs: 3 },
    )
    expect(done).toEqual({
      status: 'done',
      verification: 'crc64',
      finishedAtMs: 9,
      durationMs: 3,
    })
  })

  it('never leaves an end but by a retry', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (history) => {
        let state: TransferState = queued
        for (const event of history) {
          const next = transition(state, event)
          if (isTerminal(state) && event.type !== 'retried') expect(next).toBe(state)
          if (state.status === 'done') expect(next).toBe(state)
          state = next
        }
      }),
    )
  })

  it('only finishes what has been picked since it was last queued', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (history) => {
        let state: TransferState = queued
        let picked = false
        for (const event of history) {
          if (state.status === 'queued' && event.type === 'picked') picked = true
          const next = transition(state, event)
          if (next.status === 'done') expect(picked).toBe(true)
          if (next.status === 'queued' || next.status === 'paused') picked = false
          state = next
        }
      }),
    )
  })

  it('is one and the same object for all rows of a long queue that nothing was tried of', () => {
    const anew = stateAfter({ type: 'paused' }, { type: 'resumed' })
    expect(stateAfter({ type: 'paused' })).toBe(stateAfter({ type: 'paused' }))
    expect(stateAfter({ type: 'paused' }, { type: 'resumed' })).toBe(anew)
    expect(transition(anew, { type: 'paused' })).toEqual({
      status: 'paused',
      attempts: 0,
      doneBytes: 0,
    })
  })

  it('counts attempts until a person retries', () => {
    const postponed: TransferEvent = { type: 'postponed', error, attempts: 1, nextTryAtMs: 5 }
    expect(stateAfter({ type: 'picked' }, postponed, { type: 'picked' })).toMatchObject({
      attempts: 2,
    })
    expect(
      stateAfter({ type: 'picked' }, { type: 'failed', error, atMs: 1 }, { type: 'retried' }),
    ).toEqual({ status: 'queued', attempts: 0 })
  })

  it('goes no way but those that are drawn, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(history, (list) => {
        let state: TransferState = queued
        for (const event of list) {
          const next = transition(state, event)
          if (next !== state) expect(WAYS[state.status]).toContain(next.status)
          expect(transferStateSchema.parse(next)).toEqual(next)
          state = next
        }
      }),
    )
  })

  it('counts an attempt when a row is picked, and takes it back or forgets it only as said', () => {
    fc.assert(
      fc.property(history, (list) => {
        let state: TransferState = queued
        for (const event of list) {
          const next = transition(state, event)
          const [before, after] = [attemptsOf(state), attemptsOf(next)]
          if (next === state || isTerminal(next)) expect(after).toBeLessThanOrEqual(before)
          else if (event.type === 'picked') expect(after).toBe(before + 1)
          else if (event.type === 'held') expect(after).toBe(before - 1)
          else if (event.type === 'postponed') expect(after).toBe(event.attempts)
          else if (event.type === 'resumed' || event.type === 'retried') expect(after).toBe(0)
          else expect(after).toBe(before)
          state = next
        }
      }),
    )
  })

  it('keeps the bytes that were done until something else is known of them', () => {
    fc.assert(
      fc.property(history, (list) => {
        let state: TransferState = queued
        for (const event of list) {
          const next = transition(state, event)
          const stops = ['verifying', 'postponed', 'held', 'paused'].includes(event.type)
          if (stops) expect(doneBytesOf(next, 99)).toBe(doneBytesOf(state, 99))
          state = next
        }
      }),
    )
  })

  it('ignores a late progress report of a cancelled transfer', () => {
    const cancelled = stateAfter({ type: 'picked' }, { type: 'cancelled', atMs: 1 })
    expect(transition(cancelled, { type: 'progressed', doneBytes: 1, bytesPerSecond: 1 })).toBe(
      cancelled,
    )
  })
})
