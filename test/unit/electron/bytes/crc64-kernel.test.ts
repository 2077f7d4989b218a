import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES } from '../../../../electron/bytes/block'
import { createCrc64Kernel } from '../../../../electron/bytes/crc64-kernel'
import { FOLD_DISTANCES } from '../../../../electron/bytes/crc64-polynomial'
import { i64, v128 } from '../../../../electron/bytes/wasm-code'
import { crc64ByBits, independentCrc64 } from '../../../support/independent-crc64'
import { sampleBytes } from '../../../support/sample-bytes'

const LONGEST = Math.max(...FOLD_DISTANCES)
const BYTES = randomBytes(2 * BLOCK_BYTES + 4 * LONGEST)

/** Sizes round each limit: of words, of the fold, of what is folded at all, of blocks. */
const aSize = fc
  .tuple(
    fc.constantFrom(0, 8, 16, LONGEST, 2 * LONGEST, 16_384, BLOCK_BYTES, BLOCK_BYTES + 2 * LONGEST),
    fc.integer({ min: -40, max: 40 }),
  )
  .map(([size, more]) => Math.max(0, size + more))

describe.each([
  ['16 bytes at once', v128],
  ['8 bytes at once', i64],
] as const)('the CRC64 kernel, %s', async (_, word) => {
  const kernel = await createCrc64Kernel(word)
  const inPieces = (pieces: readonly Uint8Array[]) =>
    pieces.reduce((crc, piece) => kernel(crc, piece), 0n)

  it('has the check value that OSS and CRC-64/XZ publish for 123456789', () => {
    expect(kernel(0n, Buffer.from('123456789'))).toBe(0x995dc9bbdf1939fan)
    expect(kernel(0n, Buffer.from('123456789'))).toBe(11051210869376104954n)
  })

  it('agrees with the definition, bit by bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(kernel(0n, bytes)).toBe(crc64ByBits(bytes))
      }),
    )
    for (const size of [2 * LONGEST, 3 * LONGEST, 3 * LONGEST + 21]) {
      expect(kernel(0n, BYTES.subarray(0, size))).toBe(crc64ByBits(BYTES.subarray(0, size)))
    }
  })

  it('agrees with another implementation at every size round a limit and every alignment', async () => {
    await fc.assert(
      fc.asyncProperty(aSize, fc.integer({ min: 0, max: 20 }), async (size, first) => {
        const bytes = BYTES.subarray(first, first + size)
        expect(kernel(0n, bytes).toString()).toBe(await independentCrc64(bytes))
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same for any split into pieces, empty ones too', async () => {
    const whole = await independentCrc64(BYTES)
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: BYTES.length }), { maxLength: 8 }),
        aSize,
        (cuts, near) => {
          const ends = [...cuts, near, near, BYTES.length].sort((a, b) => a - b)
          const pieces = ends.map((end, index) => BYTES.subarray(ends[index - 1] ?? 0, end))
          expect(inPieces(pieces).toString()).toBe(whole)
        },
      ),
    )
  })

  it('sums 5 MB in odd pieces', async () => {
    const bytes = randomBytes(5_000_000)
    const pieces: Buffer[] = []
    for (let at = 0; at < bytes.length; at += pieces.at(-1)?.length ?? 1) {
      pieces.push(bytes.subarray(at, at + ((at * 7919) % 99_991) + 1))
    }
    expect(inPieces(pieces).toString()).toBe(await independentCrc64(bytes))
  })

  it('sums shared memory, and bytes of one value', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(BLOCK_BYTES))
    for (const value of [0, 255]) {
      shared.fill(value)
      const expected = await independentCrc64(Buffer.alloc(BLOCK_BYTES, value))
      expect(kernel(0n, shared).toString()).toBe(expected)
    }
  })

  it('leaves the bytes as they were, and remembers nothing of them', () => {
    const bytes = sampleBytes(20_000)
    const before = Buffer.from(bytes)
    const first = kernel(0n, bytes)
    kernel(first, BYTES)
    expect(kernel(0n, bytes)).toBe(first)
    expect(bytes.equals(before)).toBe(true)
  })
})

describe('the fold distances', () => {
  it('take a byte out of a message without a change of its CRC', () => {
    const zeros = Buffer.alloc(LONGEST + 1)
    const added = Buffer.from(zeros)
    for (const distance of [0, ...FOLD_DISTANCES]) added[distance] = 0xa7
    expect(crc64ByBits(added)).toBe(crc64ByBits(zeros))
  })

  it('are no shorter than the longest word, which is folded before it is read again', () => {
    expect(Math.min(...FOLD_DISTANCES)).toBeGreaterThanOrEqual(v128.bytes)
  })
})
