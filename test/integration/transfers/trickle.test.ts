import { afterAll, beforeAll, expect, it } from 'vitest'
import { keptBytes } from '../../../electron/transfers/job'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { sampleBytes } from '../../support/sample-bytes'

let rig: DownloadRig

beforeAll(async () => {
  rig = await startDownloadRig()
})
afterAll(() => rig.cleanup())

it('gives a server up that trickles after five tries, though each brings bytes that are kept', async () => {
  await rig.client.put('trickle.bin', sampleBytes(200_000), {})
  rig.troubles.set('trickle.bin', { leastPace: { bytes: 20_000, withinMs: 200 } })
  rig.faults.fail('GetObject', { kind: 'slow', bytesPerSecond: 10_000 })
  const row = await rig.fetchOwn('trickle.bin')
  expect(row.state).toMatchObject({
    status: 'failed',
    attempts: 5,
    error: { code: 'TOO_SLOW', params: { host: '127.0.0.1' } },
  })
  const job = rig.queue.get(row.id)
  expect(job && keptBytes(job.task)).toBeGreaterThan(0)

  rig.faults.heal()
  rig.queue.retry({ ids: [row.id] })
  expect((await rig.ended(row.id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
})
