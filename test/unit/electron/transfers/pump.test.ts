import { describe, expect, it } from 'vitest'
import type { Outcome, RunContext } from '../../../../electron/transfers/job'
import { aDownload } from '../../../support/jobs'
import { createTestQueue } from '../../../support/test-queue'

const DONE: Outcome = { kind: 'done', verification: 'crc64' }

/** A queue of two downloads at a time, whose runs end when the test says so. */
function aQueue(count: number) {
  const runs: { id: string; context: RunContext; end: () => void }[] = []
  const queue = createTestQueue(
    ({ row }, context) =>
      new Promise((end) => runs.push({ id: row.id, context, end: () => end(DONE) })),
    { atOnce: () => 2 },
  )
  queue.add(Array.from({ length: count }, (_, index) => aDownload(String(index + 1))))
  const started = () => runs.map(({ id }) => id)
  const settle = () => new Promise((resume) => setImmediate(resume))
  return { queue, runs, started, settle }
}

describe('a row that has all its bytes', () => {
  it('makes room for the next one while it is still written and named', async () => {
    const { runs, started, settle } = aQueue(4)
    await settle()
    expect(started()).toEqual(['1', '2'])
    runs[0]?.context.moved()
    runs[0]?.context.moved()
    await settle()
    expect(started()).toEqual(['1', '2', '3'])
    runs[0]?.end()
    await settle()
    expect(started()).toEqual(['1', '2', '3'])
  })

  it('waits for the disk with at most as many as may move, however slow that is', async () => {
    const { runs, started, settle } = aQueue(9)
    for (let turn = 0; turn < 9; turn += 1) {
      await settle()
      runs[turn]?.context.moved()
    }
    await settle()
    expect(started()).toEqual(['1', '2', '3', '4'])
    runs[0]?.end()
    await settle()
    expect(started()).toHaveLength(5)
  })

  it('is stopped like any other when it is paused', async () => {
    const { queue, runs, settle } = aQueue(1)
    await settle()
    runs[0]?.context.moved()
    queue.pause({ all: 'download' })
    expect(runs[0]?.context.signal.aborted).toBe(true)
  })
})
