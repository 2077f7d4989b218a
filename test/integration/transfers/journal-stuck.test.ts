import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type JournalStore, NO_STORE } from '../../../electron/transfers/journal'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { courierClient } from '../../support/oss'
import { sampleBytes } from '../../support/sample-bytes'

const LARGE = sampleBytes(20 * 1024 * 1024)
let rig: EngineRig
const disk = { isFull: false, rows: new Set<string>() }

/** A store whose disk the test fills. */
const store: JournalStore = {
  ...NO_STORE,
  async batch(operations) {
    if (disk.isFull) throw new Error('No space left on device')
    for (const { key } of operations) disk.rows.add(key.split('/').at(-1) ?? '')
  },
}

beforeEach(() => {
  disk.isFull = false
  disk.rows.clear()
})
afterEach(async () => {
  disk.isFull = false
  await rig.cleanup()
})
const notice = () => rig.notices().find(({ about }) => about === 'journal')

describe('uploads while the journal can not be written', () => {
  it('wait without a request, say so, and go on by themselves when it can be', async () => {
    rig = await startEngineRig({}, { deps: { journalStore: store } })
    disk.isFull = true
    const ids = [await rig.upload('1.txt', 'one'), await rig.upload('2.txt', 'two')]
    await expect.poll(notice).toMatchObject({ waiting: 2 })
    expect(rig.faults.requests).toEqual([])
    expect(rig.stateOf(ids[0] ?? '')).toMatchObject({ status: 'queued', attempts: 0 })
    disk.isFull = false
    for (const id of ids) {
      expect((await rig.ended(id)).state.status).toBe('done')
      expect(disk.rows).toContain(id)
    }
    await expect.poll(notice).toBeUndefined()
  })

  it('begin nothing on the server that no record knows', async () => {
    rig = await startEngineRig({}, { deps: { journalStore: NO_STORE, begunStore: store } })
    disk.isFull = true
    const id = await rig.upload('large.bin', LARGE)
    await expect.poll(notice).toMatchObject({ waiting: 1 })
    expect(rig.faults.count('UploadPart')).toBe(0)
    disk.isFull = false
    expect((await rig.ended(id)).state.status).toBe('done')
    expect(await courierClient(rig.practice).listMultipartUploads('')).toEqual([])
  })
})
