import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PracticeFault } from '../../../electron/practice/practice-server'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { PRECONDITION_FAILED } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
/** Seven slots of 16 MiB, the last one short. */
const LARGE = sampleBytes(100 * MIB + 7, 9)
let rig: DownloadRig

beforeAll(async () => {
  rig = await startDownloadRig()
  await rig.client.put('docs/large.bin', LARGE, {})
})
afterEach(async () => {
  rig.faults.heal()
  for (const name of await readdir(rig.folder)) await rm(join(rig.folder, name))
})
afterAll(() => rig.cleanup())

const ranges = (from: number) =>
  rig.faults.requests
    .slice(from)
    .filter((one) => one.operation === 'GetObject')
    .map((one) => one.headers.range ?? 'all')

async function fetchLarge() {
  const before = rig.faults.requests.length
  const row = await rig.fetchOwn('docs/large.bin')
  return { row, ranges: ranges(before) }
}

async function expectWhole(): Promise<void> {
  expect((await readFile(join(rig.folder, 'large.bin'))).equals(LARGE)).toBe(true)
  expect(await readdir(rig.folder)).toEqual(['large.bin'])
}

describe('a large object', () => {
  it('is fetched from the front by one connection and from the back by others, each byte once', async () => {
    const { row, ranges } = await fetchLarge()
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    await expectWhole()
    expect(ranges[0]).toBe('all')
    const bounded = ranges.slice(1)
    expect(bounded).toContain(`bytes=${96 * MIB}-${LARGE.length - 1}`)
    expect(new Set(bounded).size).toBe(bounded.length)
    for (const range of bounded) expect(range).toMatch(/^bytes=\d+-\d+$/)
  })

  it('asks for every range under the condition that it is the same object', async () => {
    const before = rig.faults.requests.length
    await rig.fetchOwn('docs/large.bin')
    const { etag } = await rig.client.head('docs/large.bin')
    for (const { headers, operation } of rig.faults.requests.slice(before)) {
      if (operation !== 'GetObject' || headers.range === undefined) continue
      expect(headers['if-match']).toBe(etag)
      expect(headers['x-oss-range-behavior']).toBe('standard')
    }
  })

  it.each<[string, PracticeFault]>([
    ['is reset before its headers', { kind: 'reset' }],
    ['is reset midway', { kind: 'reset-response', afterBytes: 3 * MIB }],
    ['is cut short', { kind: 'cut-response', afterBytes: 5 * MIB }],
    ['answers 200 with everything', { kind: 'ignore-range' }],
    ['is refused by its condition', PRECONDITION_FAILED],
    ['fails with 500', { kind: 'respond', status: 500, code: 'InternalError' }],
  ])('arrives whole when a range %s', async (_what, fault) => {
    rig.faults.fail({ operation: 'GetObject', ranged: true }, fault, 2)
    const { row } = await fetchLarge()
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    await expectWhole()
  })

  it('is fetched again when a bit turned over in one of its ranges', async () => {
    const flip = { kind: 'flip-response-byte', at: 1000 } as const
    rig.faults.failOnce({ operation: 'GetObject', ranged: true }, flip)
    const { row } = await fetchLarge()
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    await expectWhole()
  })

  it('keeps what each connection has when it is paused, and asks for none of that again', async () => {
    rig.faults.fail('GetObject', { kind: 'stall-response', afterBytes: 4 * MIB })
    const id = rig.start(rig.own('docs/large.bin'))
    const done = () => {
      const state = rig.queue.get(id)?.row.state
      return state && 'doneBytes' in state ? state.doneBytes : 0
    }
    await expect.poll(done, { timeout: 10_000 }).toBeGreaterThan(11 * MIB)
    rig.queue.pause({ ids: [id] })
    rig.faults.heal()
    await expect.poll(async () => (await readdir(rig.folder)).length).toBe(1)
    const before = rig.faults.requests.length
    rig.queue.resume({ ids: [id] })
    expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    await expectWhole()
    const starts = ranges(before).map((range) => Number(/^bytes=(\d+)-/.exec(range)?.[1]))
    for (const start of [0, 96 * MIB, 80 * MIB]) expect(starts).not.toContain(start)
  })
})
