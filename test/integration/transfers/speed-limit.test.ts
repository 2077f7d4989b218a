import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { TransferQueue } from '../../../electron/transfers/queue'
import { createSpeedLimits } from '../../../electron/transfers/speed-limits'
import { bodyOf } from '../../support/body'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { sampleBytes } from '../../support/sample-bytes'
import { ended } from '../../support/test-queue'
import { REAL_TIME } from '../../support/timers'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
/** At 10 KB/s these would take half an hour. */
const LARGE = sampleBytes(20 * MIB)

const limits = createSpeedLimits(REAL_TIME)
const limit = (upload: number, download = upload) =>
  limits.apply({
    upload: { limitBytesPerSecond: upload },
    download: { limitBytesPerSecond: download },
  })

let up: UploadRig
let down: DownloadRig

beforeAll(async () => {
  up = await startUploadRig(limits.limited)
  down = await startDownloadRig({}, limits.limited)
})
afterAll(async () => {
  await up.cleanup()
  await down.cleanup()
})

/** Waits until some bytes, but not all, have moved. */
async function underWay(queue: TransferQueue, id: string): Promise<number> {
  for (;;) {
    const state = queue.get(id)?.row.state
    if (state?.status === 'running' && state.doneBytes > 0) return state.doneBytes
    if (state?.status === 'done') throw new Error('It was not limited')
    await new Promise((resume) => setTimeout(resume, 5))
  }
}

describe('an upload under a speed limit', () => {
  it('crawls, and runs from the moment the limit is lifted', async () => {
    onTestFinished(() => limit(0))
    limit(10 * 1024)
    const id = up.start(await up.file('large.bin', LARGE), 'large.bin')
    expect(await underWay(up.queue, id)).toBeLessThan(MIB)
    limit(0)
    expect((await up.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
  })

  it('takes at least as long as its size and the limit say, many small files too', async () => {
    onTestFinished(() => limit(0))
    limit(MIB, 0)
    const path = await up.file('small.bin', LARGE.subarray(0, 300_000))
    const startedMs = performance.now()
    const ids = Array.from({ length: 4 }, (_, n) => up.start(path, `small-${n}.bin`))
    await Promise.all(ids.map((id) => ended(up.queue, id)))
    // 1.2 MB at 1 MB/s, less the burst of a tenth of a second.
    expect(performance.now() - startedMs).toBeGreaterThan(1000)
  })

  it('shows, once it is paused, only what the server has confirmed', async () => {
    onTestFinished(() => limit(0))
    limit(10 * 1024)
    const id = up.start(await up.file('kept.bin', LARGE), 'kept.bin')
    await underWay(up.queue, id)
    up.queue.pause({ ids: [id] })
    const state = () => up.queue.get(id)?.row.state
    await expect.poll(state).toMatchObject({ status: 'paused', doneBytes: 0 })
    up.queue.cancel({ ids: [id] })
  })

  it('can be paused while it waits for its turn', async () => {
    onTestFinished(() => limit(0))
    limit(10 * 1024)
    const id = up.start(await up.file('paused.bin', LARGE), 'paused.bin')
    await underWay(up.queue, id)
    up.queue.pause({ ids: [id] })
    limit(0)
    up.queue.resume({ ids: [id] })
    expect((await up.ended(id)).state.status).toBe('done')
  })
})

describe('a small upload under a speed limit', () => {
  it('lets go at once when it is paused before anything was sent', async () => {
    onTestFinished(() => limit(0))
    limit(10 * 1024)
    const path = await up.file('block.bin', LARGE.subarray(0, 200_000))
    const id = up.start(path, 'block.bin')
    await underWay(up.queue, id)
    const sent = up.faults.count('PutObject')
    up.queue.pause({ ids: [id] })
    up.queue.resume({ ids: [id] })
    // Another run begins only when the one before has ended; at this pace that would take 20 s.
    await expect.poll(() => up.queue.get(id)?.row.state.status, { timeout: 3000 }).toBe('running')
    expect(up.faults.count('PutObject')).toBe(sent)
    limit(0)
    expect((await up.ended(id)).state.status).toBe('done')
  })
})

describe('a download under a speed limit', () => {
  it('crawls, and runs from the moment the limit is lifted', async () => {
    onTestFinished(() => limit(0))
    await down.client.put('large.bin', { sizeBytes: LARGE.length, open: () => bodyOf([LARGE]) }, {})
    limit(10 * 1024)
    const id = down.start(down.own('large.bin'))
    expect(await underWay(down.queue, id)).toBeLessThan(MIB)
    limit(0)
    const row = await down.ended(id)
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await readFile(join(down.folder, row.name))).equals(LARGE)).toBe(true)
  })

  it('takes at least as long as its size and the limit say', async () => {
    onTestFinished(() => limit(0))
    await down.client.put('small.bin', LARGE.subarray(0, 300_000), {})
    limit(0, MIB)
    const startedMs = performance.now()
    await Promise.all(Array.from({ length: 4 }, () => down.fetchOwn('small.bin')))
    expect(performance.now() - startedMs).toBeGreaterThan(1000)
  })
})
