import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../electron/errors/app-error'
import { aDiskBench } from '../../support/disk-bench'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { sampleBytes } from '../../support/sample-bytes'

const bench = aDiskBench('file')
let rig: DownloadRig
/** What goes wrong after the disk has done its work. */
let afterPlacing: () => Promise<void> = async () => undefined

beforeAll(async () => {
  const threads = bench.start()
  rig = await startDownloadRig({}, undefined, {
    ...threads,
    async store(storing, block) {
      const stored = await threads.store(storing, block)
      if (stored.kind === 'placed') await afterPlacing()
      return stored
    },
    async place(placing) {
      const answer = await threads.place(placing)
      await afterPlacing()
      return answer
    },
  })
})
afterEach(() => {
  rig.faults.heal()
  afterPlacing = async () => undefined
})
afterAll(() => rig.cleanup())

const content = (name: string) => readFile(join(rig.folder, name))
const filesOf = async (name: string) =>
  (await readdir(rig.folder)).filter((file) => file.startsWith(name)).sort()

describe('small files, stored and placed by disk threads', () => {
  it('arrive by the dozen, byte for byte, each verified, and leave no part file', async () => {
    const sizes = Array.from({ length: 40 }, (_, number) => number * 1499)
    const keys = sizes.map((_, number) => `many-${number}.bin`)
    await Promise.all(
      keys.map((key, number) => rig.client.put(key, sampleBytes(sizes[number] ?? 0, number), {})),
    )
    const rows = await Promise.all(keys.map((key) => rig.fetchOwn(key)))
    for (const [number, row] of rows.entries()) {
      expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
      const expected = sampleBytes(sizes[number] ?? 0, number)
      expect((await content(row.name)).equals(expected)).toBe(true)
    }
    expect((await filesOf('many-')).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('are fetched again when a bit turned over on the way', async () => {
    await rig.client.put('flip.bin', sampleBytes(5000), {})
    rig.faults.failOnce('GetObject', { kind: 'flip-response-byte', at: 4000 })
    const row = await rig.fetchOwn('flip.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await content('flip.bin')).equals(sampleBytes(5000))).toBe(true)
    expect(await filesOf('flip.bin')).toEqual(['flip.bin'])
  })

  it('go on from the byte at which their connection ended', async () => {
    await rig.client.put('cut.bin', sampleBytes(90_000), {})
    rig.faults.failOnce('GetObject', [
      { kind: 'slow', bytesPerSecond: 400_000 },
      { kind: 'cut-response', afterBytes: 60_000 },
    ])
    const row = await rig.fetchOwn('cut.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await content('cut.bin')).equals(sampleBytes(90_000))).toBe(true)
    expect(rig.faults.requests.at(-1)?.headers.range).toMatch(/^bytes=[1-9]/)
  })

  it('are known again, and not fetched twice, when the thread died in the middle of placing', async () => {
    await rig.client.put('died.bin', sampleBytes(5000), {})
    const before = rig.faults.count('GetObject')
    afterPlacing = async () => {
      afterPlacing = async () => undefined
      // As if it had not lived to answer.
      throw new AppError('UNEXPECTED', {}, { retry: 'automatic' })
    }
    const row = await rig.fetchOwn('died.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(await filesOf('died.bin')).toEqual(['died.bin'])
    expect(rig.faults.count('GetObject') - before).toBe(1)
  })
})
