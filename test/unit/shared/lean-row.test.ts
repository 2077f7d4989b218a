import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leanRow, leanState, sameText } from '../../../shared/lean-row'
import type { TransferRow, TransferState } from '../../../shared/transfer'

const paused: TransferState = { status: 'paused', attempts: 0, doneBytes: 0 }
const text = fc.constantFrom('', 'a', 'b')
const row: fc.Arbitrary<TransferRow> = fc
  .record(
    {
      id: text,
      direction: fc.constantFrom('upload' as const, 'download' as const),
      batchId: text,
      order: fc.nat(3),
      name: text,
      source: text,
      sizeBytes: fc.nat(3),
      addedAtMs: fc.nat(3),
      connectionId: text,
      bucket: text,
      objectKey: text,
      contentType: text,
      state: fc.constantFrom<TransferState>(
        paused,
        { status: 'queued', attempts: 0 },
        { status: 'queued', attempts: 0, doneBytes: 4 },
        { status: 'cancelled', finishedAtMs: 7 },
      ),
    },
    {
      requiredKeys: ['id', 'direction', 'batchId', 'order', 'name', 'source', 'addedAtMs', 'state'],
    },
  )
  .map((made) => structuredClone(made))

describe('a lean row', () => {
  it('says what the row says, whatever its neighbour is', () => {
    fc.assert(
      fc.property(row, fc.option(row, { nil: undefined }), (one, like) => {
        expect(leanRow(one, like)).toStrictEqual(one)
      }),
    )
  })

  it('shares a state with its neighbour when both say the same, and only then', () => {
    const neighbour = { ...paused }
    expect(leanState({ ...paused }, neighbour)).toBe(neighbour)
    expect(leanState({ ...paused, interrupted: true }, neighbour)).not.toBe(neighbour)
    expect(leanState(neighbour, { ...paused, interrupted: true })).toBe(neighbour)
    expect(leanState({ ...paused, doneBytes: 1 }, neighbour)).not.toBe(neighbour)
  })
})

describe('a text', () => {
  it('is the one that is kept only when both are equal', () => {
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (own, kept) => {
        expect(sameText(own, kept)).toBe(own)
      }),
    )
  })
})
