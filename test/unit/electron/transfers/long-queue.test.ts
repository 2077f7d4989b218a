import { describe, expect, it } from 'vitest'
import { type Job, newJob, type Runner } from '../../../../electron/transfers/job'
import type { TransferPatch } from '../../../../shared/transfer'
import { createTestQueue, NO_JOURNAL } from '../../../support/test-queue'

const MANY = 3000

function aJob(number: number): Job {
  const id = `id-${number}`
  return newJob(
    { id, direction: 'upload', batchId: 'b', order: number, name: id, source: '', addedAtMs: 0 },
    { direction: 'upload', path: `/${id}`, connectionId: 'c', plannedKey: id, conflict: 'number' },
  )
}

const manyJobs = (count = MANY) => Array.from({ length: count }, (_, number) => aJob(number))

/** Slices that come when the test lets them. */
function aSource() {
  const given: (readonly Job[] | undefined)[] = []
  const taken: (() => void)[] = []
  let awake: () => void = () => undefined
  let stops = 0
  async function* slices() {
    for (;;) {
      while (given.length === 0) {
        await new Promise<void>((wake) => {
          awake = wake
        })
      }
      const slice = given.shift()
      if (slice === undefined) return
      yield slice
      // The reader has come back, so it is done with this slice.
      taken.shift()?.()
    }
  }
  return {
    slices: slices(),
    stop: () => {
      stops += 1
    },
    stops: () => stops,
    /** Resolves when the queue has taken them over. */
    give(slice: readonly Job[]) {
      given.push(slice)
      awake()
      return new Promise<void>((done) => taken.push(done))
    },
    end() {
      given.push(undefined)
      awake()
    },
  }
}

const NEVER: Runner = ({ row }, { signal }) =>
  new Promise((_, fail) => {
    signal.addEventListener('abort', () => fail(new Error(`stopped ${row.id}`)))
  })

const statuses = (queue: ReturnType<typeof createTestQueue>) => {
  const counts: Record<string, number> = {}
  for (const { row } of queue.find(() => true)) {
    counts[row.state.status] = (counts[row.state.status] ?? 0) + 1
  }
  return counts
}

describe('a very long queue', () => {
  it('is paused, resumed, cancelled and emptied as a whole, each command in its turn', async () => {
    const queue = createTestQueue(NEVER, { reportBug: () => undefined })
    queue.add(manyJobs())
    await queue.pause({ all: 'upload' })
    expect(statuses(queue)).toEqual({ paused: MANY })
    const resumed = queue.resume({ all: 'upload' })
    const paused = queue.pause({ all: 'upload' })
    await Promise.all([resumed, paused])
    expect(statuses(queue)).toEqual({ paused: MANY })
    await queue.cancel({ all: 'upload' })
    expect(statuses(queue)).toEqual({ cancelled: MANY })
    await queue.remove({ all: 'upload' })
    expect(statuses(queue)).toEqual({})
    await queue.stop()
  })

  it('starts nothing while all of it is being paused', async () => {
    let started = 0
    const queue = createTestQueue(
      (job, context) => {
        started += 1
        return NEVER(job, context)
      },
      { atOnce: () => 3, reportBug: () => undefined },
    )
    queue.add(manyJobs())
    while (started < 3) await new Promise((resume) => setImmediate(resume))
    await queue.pause({ all: 'upload' })
    expect(started).toBe(3)
    await queue.stop()
  })

  it('takes up a command on one row behind the long one, so that the last word counts', async () => {
    const queue = createTestQueue(NEVER, { atOnce: () => 0 })
    queue.add(manyJobs())
    const all = queue.pause({ all: 'upload' })
    const one = queue.resume({ ids: ['id-7'] })
    await Promise.all([all, one])
    expect(queue.get('id-7')?.row.state.status).toBe('queued')
    expect(statuses(queue)).toEqual({ paused: MANY - 1, queued: 1 })
    await queue.stop()
  })

  it('is told to the page in patches of limited size that hold every row once', async () => {
    const patches: TransferPatch[] = []
    const queue = createTestQueue(NEVER, { atOnce: () => 0, publish: (one) => patches.push(one) })
    queue.add(manyJobs())
    while (patches.reduce((sum, { upserted }) => sum + upserted.length, 0) < MANY) {
      await new Promise((resume) => setTimeout(resume, 5))
    }
    expect(Math.max(...patches.map(({ upserted }) => upserted.length))).toBeLessThanOrEqual(300)
    expect(new Set(patches.flatMap(({ upserted }) => upserted.map((row) => row.id))).size).toBe(
      MANY,
    )
    expect(patches.map(({ revision }) => revision)).toEqual(patches.map((_, index) => index + 1))
    await queue.stop()
  })
})

describe('a batch that is still arriving', () => {
  it('runs what is there while the rest is on its way', async () => {
    const queue = createTestQueue(NEVER, { atOnce: () => 2, reportBug: () => undefined })
    const source = aSource()
    const added = queue.addSlices('upload', source.slices, source.stop)
    await source.give([aJob(1)])
    expect(queue.get('id-1')?.row.state.status).toBe('preparing')
    await source.give([aJob(2), aJob(3)])
    source.end()
    await added
    expect(statuses(queue)).toEqual({ preparing: 2, queued: 1 })
    await queue.stop()
  })

  it('is paused and resumed as a whole, with what is still to come', async () => {
    const queue = createTestQueue(NEVER, { atOnce: () => 0 })
    const source = aSource()
    const added = queue.addSlices('upload', source.slices, source.stop)
    await source.give([aJob(1)])
    await queue.pause({ all: 'upload' })
    await source.give([aJob(2)])
    expect(statuses(queue)).toEqual({ paused: 2 })
    await queue.resume({ all: 'upload' })
    await source.give([aJob(3)])
    expect(statuses(queue)).toEqual({ queued: 3 })
    source.end()
    await added
    expect(source.stops()).toBe(0)
    await queue.stop()
  })

  it('is in the journal to its end before the queue has stopped, and runs no more', async () => {
    const written: string[] = []
    const journal = { ...NO_JOURNAL, put: (job: Job) => void written.push(job.row.id) }
    const queue = createTestQueue(NEVER, { atOnce: () => 0, journal })
    const source = aSource()
    const added = queue.addSlices('upload', source.slices, source.stop)
    await source.give([aJob(1)])
    let hasStopped = false
    const stopped = queue.stop().then(() => {
      hasStopped = true
    })
    await source.give([aJob(2)])
    expect(hasStopped).toBe(false)
    source.end()
    await Promise.all([added, stopped])
    expect(written).toEqual(['id-1', 'id-2'])
    expect(statuses(queue)).toEqual({ queued: 2 })
  })

  it('is stopped by "cancel all", and nothing of it is left waiting', async () => {
    const queue = createTestQueue(NEVER, { atOnce: () => 0 })
    const source = aSource()
    const added = queue.addSlices('upload', source.slices, source.stop)
    await source.give([aJob(1)])
    await queue.cancel({ all: 'upload' })
    expect(source.stops()).toBe(1)
    await source.give([aJob(2)])
    source.end()
    await added
    expect(statuses(queue)).toEqual({ cancelled: 2 })
    await queue.stop()
  })
})
