import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_FILTER } from '../../../renderer/features/transfers/queue-filter'
import {
  BATCH_HEIGHT,
  type LayoutChoice,
  layoutQueue,
  ROW_HEIGHT,
} from '../../../renderer/features/transfers/queue-layout'
import {
  allRows,
  indexNear,
  indexOf,
  lineAt,
  rowsBetween,
  topOf,
} from '../../../renderer/features/transfers/queue-lines'
import { DEFAULT_ORDER } from '../../../renderer/features/transfers/queue-order'
import { applyPatch } from '../../../renderer/state/apply-patch'
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

/** A list as it is looked at first, but for what the test says. */
const look = (over: Partial<LayoutChoice> = {}): LayoutChoice => ({
  filter: NO_FILTER,
  order: DEFAULT_ORDER,
  collapsed: new Set(),
  language: 'en',
  ...over,
})

/** Each line begins where the one above ends, and is found at every pixel of its own. */
function expectPlaces(layout: ReturnType<typeof layoutQueue>): void {
  let top = 0
  for (let index = 0; index < layout.length; index += 1) {
    const height = lineAt(layout, index)?.kind === 'batch' ? BATCH_HEIGHT : ROW_HEIGHT
    expect(topOf(layout, index)).toBe(top)
    expect([indexNear(layout, top), indexNear(layout, top + height - 1)]).toEqual([index, index])
    top += height
  }
  expect(layout.height).toBe(top)
  expect([indexNear(layout, -50), indexNear(layout, top + 500)]).toEqual([0, layout.length - 1])
}

describe('the lines of the queue', () => {
  it('puts a heading over files that came together, and none over a lone file', () => {
    const layout = layoutQueue(batches(1, 1, 2), 'upload', look())
    expect(linesOf(layout)).toEqual(['b0r0', 'b1r0', '[b2]', 'b2r0', 'b2r1'])
  })

  it('puts a heading over a lone file below a batch, so that it does not look like its last row', () => {
    const layout = layoutQueue(batches(2, 1), 'upload', look())
    expect(linesOf(layout)).toEqual(['[b0]', 'b0r0', 'b0r1', '[b1]', 'b1r0'])
  })

  it('stays as it was made when a batch grows in place, until it is made anew', () => {
    const mirror = batches(2, 2)
    const layout = layoutQueue(mirror, 'upload', look())
    const upserted = [aRow('b0r2', { batchId: 'b0', order: 2, addedAtMs: 1000 })]
    const grown = applyPatch(mirror, { revision: 2, upserted, states: [], removed: [] })
    expect(linesOf(layout)).toEqual(['[b0]', 'b0r0', 'b0r1', '[b1]', 'b1r0', 'b1r1'])
    expect(indexOf(layout, 'b0r2')).toBeUndefined()
    expect(allRows(layout)).toEqual(['b0r0', 'b0r1', 'b1r0', 'b1r1'])
    expect(indexOf(layoutQueue(grown, 'upload', look()), 'b0r2')).toBe(3)
  })

  it('hides the rows of a collapsed batch but keeps them for "select all"', () => {
    const layout = layoutQueue(batches(2, 2), 'upload', look({ collapsed: new Set(['b0']) }))
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
    const layout = layoutQueue(
      mirror,
      'upload',
      look({ filter: { state: 'done', text: ' report ' } }),
    )
    expect(allRows(layout)).toEqual(['r0', 'r1'])
  })

  it('is empty when nothing matches', () => {
    const layout = layoutQueue(
      batches(3),
      'upload',
      look({ filter: { state: 'failed', text: '' } }),
    )
    expect(layout.length).toBe(0)
    expect(lineAt(layout, 0)).toBeUndefined()
  })

  it('finds every line at the place where it shows it, however batches are folded', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(7)), (all, folded) => {
        const collapsed = new Set(folded.map((batch) => `b${batch}`))
        const layout = layoutQueue(batches(...all), 'upload', look({ collapsed }))
        for (let index = 0; index < layout.length; index += 1) {
          const line = lineAt(layout, index)
          const id = line?.kind === 'row' ? line.id : line?.batchId
          expect(indexOf(layout, id ?? '')).toBe(index)
        }
        expect(lineAt(layout, layout.length)).toBeUndefined()
        expect(lineAt(layout, -1)).toBeUndefined()
        expectPlaces(layout)
      }),
    )
  })

  it('gives the rows of a range in list order, whichever end it began at', () => {
    const layout = layoutQueue(batches(2, 2), 'upload', look())
    expect(rowsBetween(layout, 4, 1)).toEqual(['b0r0', 'b0r1', 'b1r0'])
  })

  it('stands the oldest batch first when the order of adding is turned round', () => {
    const order = { by: 'added', reversed: true } as const
    const layout = layoutQueue(batches(1, 2), 'upload', look({ order }))
    expect(linesOf(layout)).toEqual(['[b1]', 'b1r0', 'b1r1', '[b0]', 'b0r0'])
  })

  it('is one list without headings in any other order, and finds only what matches', () => {
    const mirror = mirrorOf(1, [
      aRow('r0', { batchId: 'old', name: 'b10.txt' }),
      aRow('r1', { batchId: 'old', name: 'b9.txt' }),
      aRow('r2', { batchId: 'new', name: 'A.txt', addedAtMs: 2000 }),
      aRow('r3', { batchId: 'new', name: 'z.pdf', addedAtMs: 2000 }),
    ])
    const order = { by: 'name', reversed: false } as const
    const all = layoutQueue(mirror, 'upload', look({ order }))
    expect(linesOf(all)).toEqual(['r2', 'r1', 'r0', 'r3'])
    expectPlaces(all)
    const filter = { state: 'all', text: '.TXT' } as const
    expect(allRows(layoutQueue(mirror, 'upload', look({ order, filter })))).toEqual([
      'r2',
      'r1',
      'r0',
    ])
  })

  it('takes what is typed as it is, and not as a pattern', () => {
    const mirror = mirrorOf(1, [aRow('r0', { name: 'a+b (1).txt' }), aRow('r1', { name: 'aab' })])
    for (const text of ['a+b', '(1)', '[', '\\', '^a', '$']) {
      const shown = allRows(layoutQueue(mirror, 'upload', look({ filter: { state: 'all', text } })))
      expect(shown).toEqual(['a+b', '(1)'].includes(text) ? ['r0'] : [])
    }
  })
})
