import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MAX_OBJECT_BYTES,
  MIN_PART_BYTES,
  partAt,
  partCount,
  partSizeFor,
} from '../../../../electron/transfers/part-plan'

const GIB = 1024 ** 3
const fileSize = fc.oneof(
  fc.integer({ min: 1, max: 64 * 1024 * 1024 }),
  fc.maxSafeNat().map((n) => Math.max(1, n % MAX_OBJECT_BYTES)),
)

describe('the plan of parts', () => {
  it('covers every byte of the file once, in order, within the limits of OSS', () => {
    fc.assert(
      fc.property(fileSize, (sizeBytes) => {
        const partSizeBytes = partSizeFor(sizeBytes)
        const count = partCount(sizeBytes, partSizeBytes)
        expect(count).toBeLessThanOrEqual(10_000)
        expect(partSizeBytes).toBeGreaterThanOrEqual(MIN_PART_BYTES)
        expect(partSizeBytes).toBeLessThanOrEqual(5 * GIB)
        const first = partAt(sizeBytes, partSizeBytes, 1)
        const last = partAt(sizeBytes, partSizeBytes, count)
        expect(first.first).toBe(0)
        expect(last.first + last.sizeBytes).toBe(sizeBytes)
        expect(last.sizeBytes).toBeGreaterThan(0)
        if (count > 1) {
          const second = partAt(sizeBytes, partSizeBytes, 2)
          expect(second.first).toBe(first.sizeBytes)
        }
      }),
    )
  })

  it('keeps parts at 8 MiB up to some 70 GiB, so that a lost part costs little', () => {
    expect(partSizeFor(70 * GIB)).toBe(8 * 1024 * 1024)
    expect(partSizeFor(1024 * GIB)).toBe(117 * 1024 * 1024)
  })

  it('fits the largest object of OSS, 48.8 TB, into the limits', () => {
    const partSizeBytes = partSizeFor(MAX_OBJECT_BYTES)
    expect(partSizeBytes).toBeLessThanOrEqual(5 * GIB)
    expect(partCount(MAX_OBJECT_BYTES, partSizeBytes)).toBeLessThanOrEqual(10_000)
  })
})
