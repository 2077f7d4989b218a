import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSumTable } from '../../../../electron/bytes/sum-table'
import { independentCrc64 } from '../../../support/independent-crc64'
import { sampleBytes } from '../../../support/sample-bytes'

const here = await createSumTable()
const there = await createSumTable()
let started = 0

/** Small pieces, and some that are folded. */
const pieces = fc.array(
  fc.oneof(
    fc.uint8Array(),
    fc.integer({ min: 6000, max: 40_000 }).map((size) => sampleBytes(size, size)),
  ),
)

describe('a table of sums', () => {
  it('lets a sum move to another table between any two pieces', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, pieces, async (before, after) => {
        started += 1
        for (const piece of before) here.add(started, piece)
        const state = here.takeOut(started)
        if (state !== undefined) there.putIn(started, state)
        for (const piece of after) there.add(started, piece)
        const expected = await independentCrc64(Buffer.concat([...before, ...after]))
        expect(there.value(started)).toBe(expected)
        there.drop(started)
      }),
    )
  })

  it('keeps sums apart whose pieces come mixed, and tells a value in the middle', async () => {
    const bytes = sampleBytes(60_000)
    const ids = [-1, -2, -3]
    for (let at = 0; at < bytes.length; at += 10_000) {
      for (const id of ids) here.add(id, bytes.subarray(at - id, at + 10_000))
      here.value(-1)
    }
    for (const id of ids) {
      const slices = [0, 1, 2, 3, 4, 5].map((n) =>
        bytes.subarray(n * 10_000 - id, (n + 1) * 10_000),
      )
      expect(here.value(id)).toBe(await independentCrc64(Buffer.concat(slices)))
    }
  })

  it('has nothing to take out before the first bytes, nor after that', () => {
    expect(here.takeOut(-9)).toBeUndefined()
    here.add(-9, Buffer.from('123456789'))
    expect(here.takeOut(-9)).toBe(0x995dc9bbdf1939fan)
    expect(here.takeOut(-9)).toBeUndefined()
    expect(here.value(-9)).toBe('0')
  })
})
