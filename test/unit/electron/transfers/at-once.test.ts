import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../../electron/transfers/job'
import { anUpload } from '../../../support/jobs'
import { createTestQueue } from '../../../support/test-queue'

/** A queue whose limit may change, with runs that end when the test says so. */
function aQueue(limit: { atOnce: number }) {
  const runs: { id: string; end: () => void }[] = []
  const queue = createTestQueue(
    (job) =>
      new Promise<Outcome>((resolve) => {
        runs.push({ id: job.row.id, end: () => resolve({ kind: 'done', verification: 'crc64' }) })
      }),
    { atOnce: () => limit.atOnce },
  )
  queue.add(['1', '2', '3', '4', '5', '6'].map((id) => anUpload(id)))
  const settle = () => new Promise((resume) => setImmediate(resume))
  const started = async () => {
    await settle()
    return runs.map(({ id }) => id)
  }
  return { queue, runs, started }
}

describe('the number of files at once', () => {
  it('starts more as soon as it is raised', async () => {
    const limit = { atOnce: 2 }
    const { queue, started } = aQueue(limit)
    expect(await started()).toEqual(['1', '2'])
    limit.atOnce = 4
    queue.wake()
    expect(await started()).toEqual(['1', '2', '3', '4'])
  })

  it('lets those that run finish when it is lowered, and starts none before there is room', async () => {
    const limit = { atOnce: 3 }
    const { queue, runs, started } = aQueue(limit)
    expect(await started()).toEqual(['1', '2', '3'])
    limit.atOnce = 1
    queue.wake()
    for (const id of ['1', '2', '3']) {
      expect(queue.get(id)?.row.state.status).toBe('preparing')
    }
    runs[0]?.end()
    runs[1]?.end()
    expect(await started()).toEqual(['1', '2', '3'])
    runs[2]?.end()
    expect(await started()).toEqual(['1', '2', '3', '4'])
    runs[3]?.end()
    expect(await started()).toEqual(['1', '2', '3', '4', '5'])
  })
})
