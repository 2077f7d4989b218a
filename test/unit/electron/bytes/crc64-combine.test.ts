import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combineCrc64, combineParts } from '../../../../electron/bytes/crc64-combine'
import { createSumTable } from '../../../../electron/bytes/sum-table'
import { independentCrc64 } from '../../../support/independent-crc64'

describe('CRC-64 of joined bytes', () => {
  it('has the check value that OSS and CRC-64/XZ publish for 123456789', async () => {
    expect(await independentCrc64(Buffer.from('123456789'))).toBe('11051210869376104954')
  })

  it('equals the combination of the CRCs of two halves, wherever the cut is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.uint8Array(), async (first, second) => {
        const joined = await independentCrc64(Buffer.concat([first, second]))
        const combined = combineCrc64(
          BigInt(await independentCrc64(first)),
          BigInt(await independentCrc64(second)),
          second.length,
        )
        expect(combined.toString()).toBe(joined)
      }),
    )
  })

  it('equals the combination of any number of parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (chunks) => {
        const parts = await Promise.all(
          chunks.map(async (chunk) => ({
            crc64: await independentCrc64(chunk),
            sizeBytes: chunk.length,
          })),
        )
        expect(combineParts(parts)).toBe(await independentCrc64(Buffer.concat(chunks)))
      }),
    )
  })

  it('can be asked for a value in the middle and go on', async () => {
    const sums = await createSumTable()
    sums.add(1, Buffer.from('12345'))
    sums.value(1)
    sums.add(1, Buffer.from('6789'))
    expect(sums.value(1)).toBe('11051210869376104954')
  })
})
