import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../electron/app/open-journal'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { FOR_EVER, INTERNAL_ERROR } from '../../support/faults'
import { courierClient } from '../../support/oss'
import { sampleBytes } from '../../support/sample-bytes'

const LARGE = sampleBytes(20 * 1024 * 1024)
let rig: EngineRig
let folder: string
afterEach(async () => {
  await rig.cleanup()
  await rm(folder, { recursive: true, force: true })
})

describe('quitting while a cancelled upload is being ended on a server that hangs', () => {
  it('takes some seconds at most, and the upload is ended at the next start', async () => {
    folder = await mkdtemp(join(tmpdir(), 'hanging-'))
    const journal = async () => ({
      journalStore: (await openJournal(join(folder, 'journal'), Date.now)).store,
    })
    rig = await startEngineRig({}, { deps: await journal() })
    const left = () => courierClient(rig.practice).listMultipartUploads('')
    rig.faults.fail('UploadPart', FOR_EVER)
    const id = await rig.upload('large.bin', LARGE)
    await expect.poll(() => rig.faults.count('UploadPart'), { timeout: 10_000 }).toBeGreaterThan(0)
    rig.faults.fail('AbortMultipartUpload', [FOR_EVER, INTERNAL_ERROR])
    await rig.engine.queue.cancel({ ids: [id] })
    await expect.poll(() => rig.faults.count('AbortMultipartUpload')).toBe(1)
    const startedMs = Date.now()
    await rig.restart(async () => {
      expect(Date.now() - startedMs).toBeLessThan(10_000)
      expect(await left()).toHaveLength(1)
      rig.faults.heal()
      return journal()
    })
    expect(rig.stateOf(id)?.status).toBe('cancelled')
    await expect.poll(left).toEqual([])
  }, 60_000)
})
