import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLocalSummer } from '../../../../electron/bytes/summer'
import { createByteTools } from '../../../../electron/bytes/tools'
import { createOpenSource } from '../../../../electron/files/source-file'
import { bytesOf } from '../../../support/body'
import { independentCrc64 } from '../../../support/independent-crc64'
import { aTempFolder } from '../../../support/temp-folder'

const folder = aTempFolder()
const tools = createByteTools(await createLocalSummer())
const openSource = createOpenSource(tools)
const failure = (code: string) => expect.objectContaining({ code })
const MIB = 1024 * 1024

function aFile(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('a source file', () => {
  it('gives back exactly the bytes of a range, and counts and sums them on the way', async () => {
    const bytes = randomBytes(3 * MIB + 17)
    const source = await openSource(aFile('range.bin', bytes))
    const sum = tools.summer.start()
    const counts: number[] = []
    const read = await bytesOf(
      source.openRange(100, 2 * MIB, { onBytes: (n) => counts.push(n), sum }),
    )
    await source.close()

    const expected = await independentCrc64(bytes.subarray(100, 100 + 2 * MIB))
    expect(read.equals(bytes.subarray(100, 100 + 2 * MIB))).toBe(true)
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2 * MIB)
    expect(await sum.value()).toBe(expected)
  })

  it('serves several ranges at the same time', async () => {
    const bytes = randomBytes(8 * MIB)
    const source = await openSource(aFile('parallel.bin', bytes))
    const parts = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => bytesOf(source.openRange(n * MIB, MIB))),
    )
    await source.close()
    const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex')
    expect(hash(Buffer.concat(parts))).toBe(hash(bytes))
  })

  it('is an empty stream for an empty file', async () => {
    const source = await openSource(aFile('empty', ''))
    expect((await bytesOf(source.openRange(0, 0))).length).toBe(0)
    expect(await source.crc64()).toBe('0')
    await source.close()
  })

  it('computes the CRC64 of the whole file', async () => {
    const source = await openSource(aFile('digits', '123456789'))
    expect(await source.crc64()).toBe('11051210869376104954')
    await expect(source.crc64(AbortSignal.abort())).rejects.toEqual(failure('CANCELLED'))
    await source.close()
  })

  // Windows has no named pipes in folders.
  if (process.platform !== 'win32') {
    it('refuses a named pipe, without waiting for a writer', async () => {
      execFileSync('mkfifo', [join(folder, 'pipe')])
      await expect(openSource(join(folder, 'pipe'))).rejects.toEqual(failure('FILE_NOT_REGULAR'))
    })
  }

  it('refuses what is missing, and a folder', async () => {
    mkdirSync(join(folder, 'a-folder'))
    await expect(openSource(join(folder, 'nobody'))).rejects.toEqual(failure('FILE_NOT_FOUND'))
    await expect(openSource(join(folder, 'a-folder'))).rejects.toEqual(failure('FILE_NOT_REGULAR'))
  })

  it('never ends a body whose file was cut off meanwhile', async () => {
    const path = aFile('cut.bin', randomBytes(MIB))
    const source = await openSource(path)
    truncateSync(path, 1000)
    await expect(bytesOf(source.openRange(0, MIB))).rejects.toEqual(failure('FILE_CHANGED'))
    await source.close()
  })

  it('never ends a body whose file has grown meanwhile', async () => {
    const path = aFile('grown.bin', randomBytes(MIB))
    const source = await openSource(path)
    appendFileSync(path, 'more')
    await expect(bytesOf(source.openRange(0, MIB))).rejects.toEqual(failure('FILE_CHANGED'))
    await expect(source.assertUnchanged()).rejects.toEqual(failure('FILE_CHANGED'))
    await source.close()
  })

  it('notices a file that was replaced by another, and one that is gone', async () => {
    const path = aFile('replaced.txt', 'one')
    const source = await openSource(path)
    await source.assertUnchanged()
    renameSync(aFile('other.txt', 'two'), path)
    await expect(source.assertUnchanged()).rejects.toEqual(failure('FILE_CHANGED'))
    rmSync(path)
    await expect(source.assertUnchanged()).rejects.toEqual(failure('FILE_NOT_FOUND'))
    await source.close()
  })

  it('can be dropped midway without harm to the other ranges', async () => {
    const bytes = randomBytes(4 * MIB)
    const source = await openSource(aFile('midway.bin', bytes))
    const left = source.openRange(0, 4 * MIB)
    ;(await left.next())?.release()
    left.close()
    const read = await bytesOf(source.openRange(MIB, MIB))
    expect(read.equals(bytes.subarray(MIB, 2 * MIB))).toBe(true)
    await source.close()
  })
})
