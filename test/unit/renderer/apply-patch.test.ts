import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyPatch,
  emptyMirror,
  isNext,
  type TransferMirror,
} from '../../../renderer/state/apply-patch'
import { countRow, EMPTY_TALLY, openTally } from '../../../renderer/state/tally'
import type { TransferPatch, TransferRow } from '../../../shared/transfer'
import { aRow, done, failed, mirrorOf, queued, running } from './transfer-builders'

function patch(revision: number, over: Partial<TransferPatch>): TransferPatch {
  return { revision, upserted: [], states: [], removed: [], ...over }
}

describe('the mirror of the queue', () => {
  it('takes the rows of a snapshot in drop order, whatever order they come in', () => {
    const mirror = mirrorOf(7, [aRow('r2'), aRow('r0'), aRow('r1')])
    expect(mirror.revision).toBe(7)
    expect(mirror.batches.get('batch-1')?.rowIds).toEqual(['r0', 'r1', 'r2'])
  })

  it('changes the state of one row and keeps the others as the same objects', () => {
    const mirror = mirrorOf(1, [aRow('r0'), aRow('r1')])
    const untouched = mirror.rows.get('r1')
    const after = applyPatch(mirror, patch(2, { states: [{ id: 'r0', state: running(40) }] }))
    expect(after.rows.get('r0')?.state.status).toBe('running')
    expect(after.rows.get('r1')).toBe(untouched)
    expect(after.batches.get('batch-1')?.tally.doneBytes).toBe(40)
  })

  it('does not touch the order of rows for a progress patch', () => {
    const before = mirrorOf(1, [aRow('r0', { state: running(1) })])
    const { shape, batchOrder } = before
    const rowIds = before.batches.get('batch-1')?.rowIds
    const after = applyPatch(before, patch(2, { states: [{ id: 'r0', state: running(2) }] }))
    expect(after.shape).toBe(shape)
    expect(after.batchOrder).toBe(batchOrder)
    expect(after.batches.get('batch-1')?.rowIds).toBe(rowIds)
  })

  it('adds to a long batch in place, and makes a new list of it when rows go', () => {
    const before = mirrorOf(1, [aRow('r0')])
    const rowIds = before.batches.get('batch-1')?.rowIds
    const grown = applyPatch(before, patch(2, { upserted: [aRow('r2'), aRow('r1')] }))
    expect(grown.batches.get('batch-1')?.rowIds).toBe(rowIds)
    expect(rowIds).toEqual(['r0', 'r1', 'r2'])
    const shrunk = applyPatch(grown, patch(3, { removed: ['r1'] }))
    expect(shrunk.batches.get('batch-1')?.rowIds).toEqual(['r0', 'r2'])
    expect(rowIds).toEqual(['r0', 'r1', 'r2'])
  })

  it('keeps one state for rows that change to the same', () => {
    const before = mirrorOf(1, [aRow('r0'), aRow('r1')])
    const paused = () => ({ status: 'paused', attempts: 0, doneBytes: 0 }) as const
    const states = ['r0', 'r1'].map((id) => ({ id, state: paused() }))
    const { rows } = applyPatch(before, patch(2, { states }))
    expect(rows.get('r0')?.state).toEqual(paused())
    expect(rows.get('r1')?.state).toBe(rows.get('r0')?.state)
  })

  it('puts the newest batch first and keeps the directions apart', () => {
    const mirror = mirrorOf(1, [
      aRow('r0', { batchId: 'old', addedAtMs: 1 }),
      aRow('r1', { batchId: 'new', addedAtMs: 2 }),
      aRow('r2', { batchId: 'down', addedAtMs: 3, direction: 'download' }),
    ])
    expect(mirror.batchOrder.upload).toEqual(['new', 'old'])
    expect(mirror.batchOrder.download).toEqual(['down'])
    expect(mirror.tallies.upload.count).toBe(2)
  })

  it('forgets a batch with its last row', () => {
    const mirror = mirrorOf(1, [aRow('r0', { state: done() })])
    const after = applyPatch(mirror, patch(2, { removed: ['r0'] }))
    expect(after.batches.size).toBe(0)
    expect(after.batchOrder.upload).toEqual([])
    expect(after.tallies.upload).toEqual(EMPTY_TALLY)
  })

  it('ignores a state and a removal of a row it does not know', () => {
    const after = applyPatch(
      mirrorOf(1, []),
      patch(2, { states: [{ id: 'ghost', state: done() }], removed: ['ghost'] }),
    )
    expect(after.rows.size).toBe(0)
    expect(after.revision).toBe(2)
  })

  it('tells the next patch from a gap and from old news', () => {
    const mirror = mirrorOf(5, [])
    expect(isNext(mirror, patch(6, {}))).toBe(true)
    expect(isNext(mirror, patch(7, {}))).toBe(false)
    expect(isNext(mirror, patch(5, {}))).toBe(false)
  })

  it('keeps sums that equal a fresh count after any history', () => {
    const state = fc.constantFrom(queued(), running(10), running(60), done(), failed())
    const row = fc
      .record({
        id: fc.nat(20),
        batch: fc.nat(3),
        state,
        size: fc.option(fc.nat(1000), { nil: undefined }),
      })
      .map(({ id, batch, state, size }) =>
        // A row never changes its batch.
        aRow(`r${id}`, { batchId: `b${(id + 0 * batch) % 4}`, state, sizeBytes: size }),
      )
    const step = fc.record({
      upserted: fc.array(row, { maxLength: 5 }),
      states: fc.array(fc.record({ id: fc.nat(20).map((n) => `r${n}`), state }), { maxLength: 5 }),
      removed: fc.array(
        fc.nat(20).map((n) => `r${n}`),
        { maxLength: 3 },
      ),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let mirror: TransferMirror = { ...emptyMirror(), revision: 0 }
        steps.forEach((one, index) => {
          mirror = applyPatch(mirror, patch(index + 1, one))
        })
        const rows: TransferRow[] = [...mirror.rows.values()]
        const fresh = openTally(EMPTY_TALLY)
        for (const one of rows) countRow(fresh, one, 1)
        expect(mirror.tallies.upload).toEqual(fresh)
        const listed = [...mirror.batches.values()].flatMap((batch) => batch.rowIds)
        expect([...listed].sort()).toEqual(rows.map((one) => one.id).sort())
        expect([...mirror.batchOrder.upload].sort()).toEqual([...mirror.batches.keys()].sort())
      }),
    )
  })
})
