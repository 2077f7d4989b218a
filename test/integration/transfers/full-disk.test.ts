import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const BYTES = sampleBytes(40 * MIB)
let rig: EngineRig
const disk = { freeBytes: 0, totalBytes: 0 }
afterEach(() => rig.cleanup())

/** A disk whose room the test decides. */
async function start(freeBytes: number, totalBytes = 1024 * MIB): Promise<void> {
  Object.assign(disk, { freeBytes, totalBytes })
  const freeBlocks = async () => ({ bavail: disk.freeBytes, blocks: disk.totalBytes, bsize: 1 })
  rig = await startEngineRig({}, { deps: { freeBlocks } })
  await rig.ended(await rig.upload('film.bin', BYTES))
  await rig.ended(await rig.upload('note.txt', 'small'))
}
const notice = () => rig.notices().find(({ about }) => about === 'disk')

describe('downloads into a full disk', () => {
  it('wait, say how much is missing, and go on by themselves when there is room', async () => {
    await start(10 * MIB)
    const id = rig.download('film.bin')
    await expect.poll(notice).toMatchObject({
      waiting: 1,
      neededBytes: BYTES.length,
      freeBytes: 10 * MIB,
    })
    expect(rig.stateOf(id)).toMatchObject({ status: 'queued', attempts: 0 })
    disk.freeBytes = 30 * MIB
    await expect.poll(notice).toMatchObject({ freeBytes: 30 * MIB })
    disk.freeBytes = 100 * MIB
    const { state, name } = await rig.ended(id)
    expect(state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await readFile(join(rig.folder, name))).equals(BYTES)).toBe(true)
    expect(notice()).toBeUndefined()
  })

  it('go on at once when the person says so', async () => {
    await start(10 * MIB)
    const id = rig.download('film.bin')
    await expect.poll(notice).toBeDefined()
    disk.freeBytes = 100 * MIB
    await rig.engine.notices.act(notice()?.key ?? '').catch(() => undefined)
    expect((await rig.ended(id)).state.status).toBe('done')
  })

  it('fail when the file is larger than the whole disk', async () => {
    await start(10 * MIB, 20 * MIB)
    const { state } = await rig.ended(rig.download('film.bin'))
    expect(state).toMatchObject({ status: 'failed', error: { code: 'DISK_FULL' } })
    expect(notice()).toBeUndefined()
  })

  it('leave uploads alone, and let the small go on once the large is cancelled', async () => {
    await start(10 * MIB)
    const large = rig.download('film.bin')
    await expect.poll(notice).toBeDefined()
    const small = rig.download('note.txt')
    await expect.poll(notice).toMatchObject({ waiting: 2 })
    expect((await rig.ended(await rig.upload('up.txt', 'up'))).state.status).toBe('done')
    rig.engine.queue.cancel({ ids: [large] })
    expect((await rig.ended(small)).state.status).toBe('done')
  })
})
