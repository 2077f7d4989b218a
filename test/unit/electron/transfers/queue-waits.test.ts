import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import type { RunContext } from '../../../../electron/transfers/job'
import { anUpload } from '../../../support/jobs'
import { createTestQueue } from '../../../support/test-queue'

/** A queue of one row at a time, whose runs end and whose waits are over when the test says so. */
function aQueue() {
  const runs: { context: RunContext; fail: (thrown: unknown) => void }[] = []
  const waits: { run: () => void; delayMs: number }[] = []
  const discarded: string[] = []
  const queue = createTestQueue(
    (_job, context) => new Promise((_end, fail) => runs.push({ context, fail })),
    {
      atOnce: () => 1,
      discard: (job) => discarded.push(job.row.id),
      schedule: (run, delayMs) => {
        if (delayMs >= 500) waits.push({ run, delayMs })
      },
    },
  )
  const settle = () => new Promise((resume) => setImmediate(resume))
  const stateOf = (id: string) => queue.get(id)?.row.state
  return { queue, runs, waits, discarded, settle, stateOf }
}

const MIB = 1024 * 1024
const CANCELLED = new AppError('CANCELLED')
const LOST = new AppError('CONNECTION_LOST', {}, { retry: 'automatic' })
const begunAt = (sinceMs: number) => ({ initiating: { key: 'k', sinceMs } })

describe('a row that waits for its next attempt', () => {
  it('waits as long as its newest failure says, whatever an older one had planned', async () => {
    const { queue, runs, waits, settle } = aQueue()
    const throttled = (retryAfterMs: number) =>
      new AppError('OSS_THROTTLED', { retryAfterMs }, { retry: 'automatic' })
    queue.add([anUpload('1')])
    await settle()
    runs[0]?.fail(throttled(60_000))
    await settle()
    queue.pause({ ids: ['1'] })
    queue.resume({ ids: ['1'] })
    await settle()
    runs[1]?.fail(throttled(240_000))
    await settle()
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([60_000, 240_000])
    waits[0]?.run()
    await settle()
    expect(runs).toHaveLength(2)
    waits[1]?.run()
    await settle()
    expect(runs).toHaveLength(3)
  })

  it('counts its attempts anew once one of them has brought something', async () => {
    const { queue, runs, waits, settle, stateOf } = aQueue()
    const failAndWait = async () => {
      runs.at(-1)?.fail(LOST)
      await settle()
      waits.at(-1)?.run()
      await settle()
    }
    queue.add([anUpload('1')])
    await settle()
    for (let times = 0; times < 3; times += 1) await failAndWait()
    expect(stateOf('1')).toMatchObject({ status: 'preparing', attempts: 4 })
    const part = { etag: 'e', crc64: '1', sizeBytes: 5 * MIB }
    const source = { sizeBytes: 9 * MIB, mtimeMs: 0, inode: 0 }
    await runs.at(-1)?.context.remember({
      multipart: {
        uploadId: 'u',
        key: 'k',
        partSizeBytes: 5 * MIB,
        source,
        parts: new Map([[1, part]]),
      },
    })
    await failAndWait()
    expect(stateOf('1')).toMatchObject({ status: 'preparing', attempts: 2 })
  })
})

describe('a cancelled row', () => {
  it('is undone behind a run that was about to keep its work, since it was paused just before', async () => {
    const { queue, runs, discarded, settle } = aQueue()
    queue.add([anUpload('1')])
    await settle()
    await runs[0]?.context.remember(begunAt(0))
    queue.pause({ ids: ['1'] })
    expect(runs[0]?.context.keepsWork()).toBe(true)
    queue.cancel({ ids: ['1'] })
    expect(discarded).toEqual([])
    runs[0]?.fail(CANCELLED)
    await settle()
    expect(discarded).toEqual(['1'])
  })

  it('is undone again, later and later, until that gets through or somebody retries it', async () => {
    const { queue, waits, discarded, settle } = aQueue()
    queue.add([anUpload('1'), anUpload('2', begunAt(0))])
    await settle()
    queue.cancel({ ids: ['2'] })
    expect(discarded).toEqual(['2'])
    for (let times = 0; times < 6; times += 1) waits.at(-1)?.run()
    expect(discarded).toHaveLength(7)
    const minutes = waits.map(({ delayMs }) => delayMs / 60_000)
    expect(minutes).toEqual([0.5, 1, 2, 4, 8, 10, 10])
    queue.retry({ ids: ['2'] })
    waits.at(-1)?.run()
    await settle()
    expect(discarded).toHaveLength(7)
    expect(waits).toHaveLength(7)
  })
})
