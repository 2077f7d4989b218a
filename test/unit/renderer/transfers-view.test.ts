import { describe, expect, it } from 'vitest'
import { groupFailures } from '../../../renderer/features/transfers/failure-groups'
import { finishedBatches } from '../../../renderer/features/transfers/finished-batches'
import { intentOf } from '../../../renderer/features/transfers/grid-keys'
import { countOf } from '../../../renderer/features/transfers/queue-filter'
import { applyPatch, emptyMirror } from '../../../renderer/state/apply-patch'
import { fractionOf, openCount, secondsLeft } from '../../../renderer/state/tally'
import { aRow, done, failed, mirrorOf, queued, running } from './transfer-builders'

const NO_CHANGE = { upserted: [], states: [], removed: [] }

describe('the sums over a queue', () => {
  it('measures progress by bytes and leaves out what will not arrive', () => {
    const { tallies } = mirrorOf(1, [
      aRow('r0', { state: running(50) }),
      aRow('r1', { state: failed(), sizeBytes: 9_000_000 }),
      aRow('r2', { state: queued() }),
    ])
    expect(fractionOf(tallies.upload)).toBe(0.25)
    expect(secondsLeft(tallies.upload)).toBe(15)
    expect(openCount(tallies.upload)).toBe(2)
  })

  it('measures by files while a size is unknown, and gives no time left', () => {
    const { tallies } = mirrorOf(1, [
      aRow('r0', { state: done() }),
      aRow('r1', { state: running(5), sizeBytes: undefined }),
    ])
    expect(fractionOf(tallies.upload)).toBe(0.5)
    expect(secondsLeft(tallies.upload)).toBeUndefined()
  })

  it('is complete when everything has ended, even with nothing but failures', () => {
    const { tallies } = mirrorOf(1, [aRow('r0', { state: failed() })])
    expect(fractionOf(tallies.upload)).toBe(1)
    expect(fractionOf(mirrorOf(1, []).tallies.upload)).toBeUndefined()
  })

  it('counts every row under exactly one of the filters', () => {
    const { tallies } = mirrorOf(1, [
      aRow('r0', { state: done() }),
      aRow('r1', { state: failed() }),
      aRow('r2', { state: { status: 'cancelled', finishedAtMs: 1 } }),
      aRow('r3', { state: { status: 'paused', attempts: 1, doneBytes: 1 } }),
    ])
    const counts = (['active', 'done', 'failed', 'other'] as const).map((filter) =>
      countOf(tallies.upload, filter),
    )
    expect(counts).toEqual([1, 1, 1, 1])
    expect(countOf(tallies.upload, 'all')).toBe(4)
  })
})

describe('the end of a batch', () => {
  it('is told once, when its last row ends', () => {
    const before = mirrorOf(1, [aRow('r0', { state: done() }), aRow('r1', { state: running(1) })])
    const after = applyPatch(
      { ...before, batches: new Map(before.batches) },
      { ...NO_CHANGE, revision: 2, states: [{ id: 'r1', state: failed() }] },
    )
    expect(finishedBatches(before, after)).toEqual(['batch-1'])
    const later = applyPatch(after, { ...NO_CHANGE, revision: 3 })
    expect(finishedBatches(after, later)).toEqual([])
  })

  it('is told of a batch that came and was done within one patch', () => {
    const before = mirrorOf(1, [])
    const after = applyPatch(before, {
      ...NO_CHANGE,
      revision: 2,
      upserted: [aRow('r0', { state: done() })],
    })
    expect(finishedBatches(before, after)).toEqual(['batch-1'])
  })

  it('is not told for batches that had ended before the window opened', () => {
    const first = mirrorOf(2, [aRow('r0', { state: done() })])
    expect(finishedBatches(emptyMirror(), first)).toEqual([])
  })

  it('groups failures by reason, the commonest first', () => {
    const slow = {
      status: 'failed',
      error: { code: 'OSS_THROTTLED', params: {}, retry: 'automatic' },
      attempts: 3,
      finishedAtMs: 1,
    } as const
    const groups = groupFailures([
      aRow('r0', { state: slow }),
      aRow('r1', { state: failed() }),
      aRow('r2', { state: failed() }),
      aRow('r3', { state: done() }),
      undefined,
    ])
    expect(groups.map((group) => [group.error.code, group.names])).toEqual([
      ['OSS_ACCESS_DENIED', ['r1.txt', 'r2.txt']],
      ['OSS_THROTTLED', ['r0.txt']],
    ])
  })
})

describe('the keys of the list', () => {
  const press = (key: string, over = {}) =>
    intentOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...over }, 20)

  it('moves by arrows and extends with Shift', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', by: 1, extend: false })
    expect(press('PageUp', { shiftKey: true })).toEqual({ kind: 'move', by: -20, extend: true })
  })

  it('copies and selects all with Ctrl and with Cmd', () => {
    expect(press('c', { ctrlKey: true })).toEqual({ kind: 'copy' })
    expect(press('a', { metaKey: true })).toEqual({ kind: 'select-all' })
  })

  it('has a letter for what is done most', () => {
    const kinds = ['p', 't', 'r', 'Delete', 'Enter', ' '].map((key) => press(key)?.kind)
    expect(kinds).toEqual(['pause', 'top', 'retry', 'remove', 'primary', 'toggle'])
    expect(press('p', { ctrlKey: true })).toBeUndefined()
  })

  it('leaves alone what it does not know, and what AltGr types', () => {
    expect(press('x')).toBeUndefined()
    expect(press('c', { ctrlKey: true, altKey: true })).toBeUndefined()
    expect(press('Tab')).toBeUndefined()
  })
})
