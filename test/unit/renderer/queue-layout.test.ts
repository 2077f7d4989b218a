import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_FILTER } from '../../../renderer/features/transfers/queue-filter'
import {
  allRows,
  indexOf,
  layoutQueue,
  lineAt,
  rowsBetween,
} from '../../../renderer/features/transfers/queue-layout'
import { aRow, done, failed, mirrorOf } from './transfer-builders'

/** Batches of the given sizes, the first the newest. */
function batches(...sizes: readonly number[]) {
  const rows = sizes.flatMap((size, batch) =>
    Array.from({ length: size }, (_, order) =>
      aRow(`b${batch}r${order}`, { batchId: `b${batch}`, order, addedAtMs: 1000 - batch }),
    ),
  )
  return mirrorOf(1, rows)
}

function linesOf(layout: ReturnType<typeof layoutQueue>): readonly string[] {
  return Array.from({ length: layout.length }, (_, index) => {
    const line = lineAt(layout, index)
    return line === undefined ? '?' : line.kind === 'row' ? line.id : `[${line.batchId}]`
  })
}

const NONE: ReadonlySet<string> = new Set()

describe('the lines of the queue', () => {
  it('puts a heading over files that came together, and none over a lone file', () => {
    const layout = layoutQueue(batches(1, 1, 2), 'upload', NO_FILTER, NONE)
    expect(linesOf(layout)).toEqual(['b0r0', 'b1r0', '[b2]', 'b2r0', 'b2r1'])
  })

  it('puts a heading over a lone file below a batch, so that it does not look like its last row', () => {
    const layout = layoutQueue(batches(2, 1), 'upload', NO_FILTER, NONE)
    expect(linesOf(layout)).toEqual(['[b0]', 'b0r0', 'b0r1', '[b1]', 'b1r0'])
  })

  it('hides the rows of a collapsed batch but keeps them for "select all"', () => {
    const layout = layoutQueue(batches(2, 2), 'upload', NO_FILTER, new Set(['b0']))
    expect(linesOf(layout)).toEqual(['[b0]', '[b1]', 'b1r0', 'b1r1'])
    expect(allRows(layout)).toEqual(['b0r0', 'b0r1', 'b1r0', 'b1r1'])
  })

  it('shows what matches the state and the text, in names and keys, in any case', () => {
    const mirror = mirrorOf(1, [
      aRow('r0', { name: 'Report.PDF', state: done() }),
      aRow('r1', { name: 'photo', objectKey: 'docs/REPORTS/photo', state: done() }),
      aRow('r2', { name: 'report.txt', state: failed() }),
      aRow('r3', { name: 'other', state: done() }),
    ])
    const layout = layoutQueue(mirror, 'upload', { state: 'done', text: ' report ' }, NONE)
    expect(allRows(layout)).toEqual(['r0', 'r1'])
  })

  it('is empty when nothing matches', () => {
    const layout = layoutQueue(batches(3), 'upload', { state: 'failed', text: '' }, NONE)
    expect(layout.length).toBe(0)
    expect(lineAt(layout, 0)).toBeUndefined()
  })

  it('finds every line at the place where it shows it, however batches are folded', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(7)), (all, folded) => {
        const collapsed = new Set(folded.map((batch) => `b${batch}`))
        const layout = layoutQueue(batches(...all), 'upload', NO_FILTER, collapsed)
        for (let index = 0; index < layout.length; index += 1) {
          const line = lineAt(layout, index)
          const id = line?.kind === 'row' ? line.id : line?.batchId
          expect(indexOf(layout, id ?? '')).toBe(index)
        }
        expect(lineAt(layout, layout.length)).toBeUndefined()
        expect(lineAt(layout, -1)).toBeUndefined()
      }),
    )
  })

  it('gives the rows of a range in list order, whichever end it began at', () => {
    const layout = layoutQueue(batches(2, 2), 'upload', NO_FILTER, NONE)
    expect(rowsBetween(layout, 4, 1)).toEqual(['b0r0', 'b0r1', 'b1r0'])
  })
})
