import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { answerWith } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'

const BYTES = sampleBytes(20 * 1024 * 1024, 1)
let rig: EngineRig
/** Delays between attempts, not waited for. */
let delays: number[] = []

beforeAll(async () => {
  const schedule = (run: () => void, delayMs: number) => {
    if (delayMs > 5000) delays.push(delayMs)
    setTimeout(run, delayMs > 5000 ? 300 : Math.min(delayMs, 5))
  }
  rig = await startEngineRig({}, { deps: { schedule } })
})
afterEach(() => {
  delays = []
  rig.faults.heal()
})
afterAll(() => rig.cleanup())

it('a long wait that a server asks for within a file is seen on its row, which holds no slot', async () => {
  rig.faults.failOnce('UploadPart', answerWith(503, 'SlowDown', { 'retry-after': '120' }))
  const id = await rig.upload('patient.bin', BYTES)
  await expect
    .poll(() => rig.stateOf(id))
    .toMatchObject({
      status: 'queued',
      attempts: 1,
      lastError: { code: 'OSS_THROTTLED' },
      nextTryAtMs: expect.any(Number),
    })
  expect(delays).toEqual([120_000])
  expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
})
