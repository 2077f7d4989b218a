import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES, createBlockPool } from '../../../../electron/bytes/block'
import { createLocalSummer } from '../../../../electron/bytes/summer'
import { writeBlocks } from '../../../../electron/files/write-blocks'
import { independentCrc64 } from '../../../support/independent-crc64'
import { sampleBytes } from '../../../support/sample-bytes'

const BYTES = sampleBytes(3 * BLOCK_BYTES + 77, 6)

/** A sink over a file in memory. */
async function aSink() {
  const summer = await createLocalSummer()
  const sum = summer.start()
  const file = Buffer.alloc(BYTES.length)
  const writes: number[] = []
  const pool = createBlockPool()
  const writeAt = async (bytes: Uint8Array, position: number) => {
    writes.push(bytes.length)
    await new Promise((resume) => setImmediate(resume))
    file.set(bytes, position)
  }
  return { sink: writeBlocks(pool, writeAt, 0, sum), sum, file, writes }
}

describe('bytes on their way into a file', () => {
  it('arrive in order and are summed, whether they are copied or read into the block itself', async () => {
    const piece = fc.record({
      size: fc.integer({ min: 1, max: BLOCK_BYTES }),
      how: fc.constantFrom('copied', 'in place', 'elsewhere, though there was room'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 40 }), async (pieces) => {
        const { sink, sum, file } = await aSink()
        let done = 0
        for (const { size, how } of pieces) {
          const left = BYTES.length - done
          if (left === 0) break
          const room = how === 'copied' ? undefined : sink.room(left)
          const bytes = BYTES.subarray(done, done + Math.min(size, left, room?.length ?? size))
          const inPlace = how === 'in place' && room !== undefined
          if (inPlace) room.set(bytes)
          await sink.write(inPlace ? room.subarray(0, bytes.length) : bytes)
          done += bytes.length
        }
        await sink.flush()
        expect(file.subarray(0, done).equals(BYTES.subarray(0, done))).toBe(true)
        expect(await sum.value()).toBe(await independentCrc64(BYTES.subarray(0, done)))
      }),
      { numRuns: 60 },
    )
  })

  it('are written in whole blocks, and nothing is where nothing came', async () => {
    const { sink, writes } = await aSink()
    for (let at = 0; at < BYTES.length; at += 65_536) {
      await sink.write(BYTES.subarray(at, at + 65_536))
    }
    await sink.flush()
    expect(writes).toEqual([BLOCK_BYTES, BLOCK_BYTES, BLOCK_BYTES, 77])
    sink.room(100)
    await sink.flush()
    expect(writes).toHaveLength(4)
  })
})
