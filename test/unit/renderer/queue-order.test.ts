import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareBy,
  DEFAULT_ORDER,
  pressed,
  type QueueOrder,
  SORT_KEYS,
} from '../../../renderer/features/transfers/queue-order'
import type { TransferRow } from '../../../shared/transfer'
import { aRow, done, failed, queued, running } from './transfer-builders'

function sorted(rows: readonly TransferRow[], order: QueueOrder, language = 'en') {
  return rows.toSorted(compareBy(order, language)).map((row) => row.id)
}

const any = (by: QueueOrder['by'], reversed = false): QueueOrder => ({ by, reversed })

describe('the order of the queue', () => {
  it('counts numbers in names, and follows the alphabet of the language', () => {
    const rows = ['10.jpg', '9.jpg', 'Äpfel', 'Zebra', 'apple'].map((name, at) =>
      aRow(`r${at}`, { name }),
    )
    expect(sorted(rows, any('name'))).toEqual(['r1', 'r0', 'r2', 'r4', 'r3'])
    const chinese = [aRow('r0', { name: '张' }), aRow('r1', { name: '李' })]
    expect(sorted(chinese, any('name'), 'zh-CN')).toEqual(['r1', 'r0'])
  })

  it('puts what moves before what waits and what is over, and the nearly done first', () => {
    const rows = [
      aRow('r0', { state: done() }),
      aRow('r1', { state: queued() }),
      aRow('r2', { state: running(10) }),
      aRow('r3', { state: failed() }),
      aRow('r4', { state: running(90) }),
    ]
    expect(sorted(rows, any('state'))).toEqual(['r4', 'r2', 'r1', 'r3', 'r0'])
    expect(sorted(rows, any('state', true))).toEqual(['r0', 'r3', 'r1', 'r2', 'r4'])
  })

  it('puts unknown sizes last, either way', () => {
    const rows = [
      aRow('r0', { sizeBytes: undefined }),
      aRow('r1', { sizeBytes: 5 }),
      aRow('r2', { sizeBytes: 7 }),
    ]
    expect(sorted(rows, any('size'))).toEqual(['r1', 'r2', 'r0'])
    expect(sorted(rows, any('size', true))).toEqual(['r2', 'r1', 'r0'])
  })

  it('gives the same rows the same places, in whatever order they come', () => {
    const rows = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b'), size: fc.option(fc.nat(2)), at: fc.nat(2) }),
      { maxLength: 12 },
    )
    const orders = fc.record({ by: fc.constantFrom(...SORT_KEYS), reversed: fc.boolean() })
    fc.assert(
      fc.property(rows, orders, fc.infiniteStream(fc.nat()), (all, order, dice) => {
        const made = all.map(({ name, size, at }, index) =>
          aRow(`r${index}`, { name, sizeBytes: size ?? undefined, addedAtMs: at }),
        )
        const shuffled = made
          .map((row) => ({ row, place: dice.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ row }) => row)
        expect(sorted(shuffled, order)).toEqual(sorted(made, order))
      }),
    )
  })

  it('turns round when a heading is pressed again, and begins anew with another', () => {
    const byName = pressed(DEFAULT_ORDER, 'name')
    expect(byName).toEqual({ by: 'name', reversed: false })
    expect(pressed(byName, 'name')).toEqual({ by: 'name', reversed: true })
    expect(pressed(pressed(byName, 'name'), 'name')).toEqual(byName)
    expect(pressed(byName, 'added')).toEqual(DEFAULT_ORDER)
    expect(pressed(DEFAULT_ORDER, 'added')).toEqual({ by: 'added', reversed: true })
  })
})
