import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSummer } from '../../../../electron/bytes/summer'
import { type ByteTools, createByteTools } from '../../../../electron/bytes/tools'
import { fileIdOf } from '../../../../electron/files/file-id'
import type { DownloadTask } from '../../../../electron/transfers/job'
import { readKeptPart } from '../../../../electron/transfers/kept-part'
import { independentCrc64 } from '../../../support/independent-crc64'
import { sampleBytes } from '../../../support/sample-bytes'

const SLOT = 100_000
const BYTES = sampleBytes(2 * SLOT + SLOT / 2, 8)
let folder: string
let path: string
let tools: ByteTools

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'))
  path = join(folder, 'x.part')
  await writeFile(path, BYTES)
  tools = createByteTools(await createLocalSummer())
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Two full slots and half of a third, as they are noted. */
async function aTask(): Promise<DownloadTask> {
  const slots = new Map<number, { haveBytes: number; crc64: string }>()
  for (const [number, haveBytes] of [SLOT, SLOT, SLOT / 2].entries()) {
    const bytes = BYTES.subarray(number * SLOT, number * SLOT + haveBytes)
    slots.set(number, { haveBytes, crc64: await independentCrc64(bytes) })
  }
  const fileId = fileIdOf(await stat(path, { bigint: true }))
  const kept = { sizeBytes: 3 * SLOT, slotBytes: SLOT, slots }
  const part = { name: 'x.part', fileId, validator: '"e"', slots: kept }
  return { direction: 'download', url: 'https://a.test/x', folder, conflict: 'number', part }
}
const read = async (task: DownloadTask) => {
  const kept = await readKeptPart(tools, task, new AbortController().signal)
  return [...(kept?.slots.keys() ?? [])]
}
async function spoil(at: number): Promise<void> {
  const bytes = Buffer.from(BYTES)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}

describe('what an earlier run has left of a download', () => {
  it('is kept as far as the bytes on disk are those that were noted', async () => {
    const task = await aTask()
    expect(await read(task)).toEqual([0, 1, 2])
    await spoil(SLOT + 5)
    expect(await read(task)).toEqual([0, 2])
  })

  it('is not read again where this process has summed it, but for the slot that is not full', async () => {
    const task = await aTask()
    for (const note of task.part?.slots?.slots.values() ?? []) tools.madeHere.add(note)
    // Nobody but this app writes there: that it is not noticed shows that nothing was read.
    await spoil(5)
    expect(await read(task)).toEqual([0, 1, 2])
    await spoil(2 * SLOT + 5)
    expect(await read(task)).toEqual([0, 1])
  })

  it('is read all the same when another file has taken its place', async () => {
    const task = await aTask()
    for (const note of task.part?.slots?.slots.values() ?? []) tools.madeHere.add(note)
    await rm(path)
    await writeFile(join(folder, 'between'), 'so that no number is used again')
    await spoil(5)
    expect(await read(task)).toEqual([1, 2])
  })
})
