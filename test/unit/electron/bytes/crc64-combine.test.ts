import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCrc64 } from '../../../../electron/bytes/crc64'
import { combineCrc64, combineParts } from '../../../../electron/bytes/crc64-combine'

async function crcOf(bytes: Uint8Array): Promise<string> {
  const crc = await newCrc64()
  crc.update(bytes)
  return crc.decimal()
}

describe('CRC-64 of joined bytes', () => {
  it('has the check value that OSS and CRC-64/XZ publish for 123456789', async () => {
    expect(await crcOf(Buffer.from('123456789'))).toBe('11051210869376104954')
  })

  it('equals the combination of the CRCs of two halves, wherever the cut is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.uint8Array(), async (first, second) => {
        const joined = await crcOf(Buffer.concat([first, second]))
        const combined = combineCrc64(
          BigInt(await crcOf(first)),
          BigInt(await crcOf(second)),
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
          chunks.map(async (chunk) => ({ crc64: await crcOf(chunk), sizeBytes: chunk.length })),
        )
        expect(combineParts(parts)).toBe(await crcOf(Buffer.concat(chunks)))
      }),
    )
  })

  it('can be asked for a value in the middle and go on', async () => {
    const crc = await newCrc64()
    crc.update(Buffer.from('12345'))
    crc.decimal()
    crc.update(Buffer.from('6789'))
    expect(crc.decimal()).toBe('11051210869376104954')
  })
})
