import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import { type Job, newJob, type Outcome, type RunContext } from '../../../../electron/transfers/job'
import { createQueue } from '../../../../electron/transfers/queue'
import { anUpload } from '../../../support/jobs'
import { createTestQueue, NO_JOURNAL } from '../../../support/test-queue'

const done: Outcome = { kind: 'done', verification: 'crc64' }

function aJob(id: string): Job {
  return newJob(
    { id, direction: 'upload', batchId: 'b', order: 0, name: id, source: '', addedAtMs: 0 },
    {
      direction: 'upload',
      path: `/x/${id}`,
      connectionId: 'c',
      plannedKey: id,
      conflict: 'number',
    },
  )
}

/** A queue whose runs end when the test says so, and whose timers fire when the test says so. */
function aQueue(atOnce = 2) {
  const runs: {
    id: string
    context: RunContext
    end: (outcome: Outcome) => void
    fail: (e: unknown) => void
  }[] = []
  const timers: (() => void)[] = []
  const bugs: unknown[] = []
  const discarded: string[] = []
  const queue = createQueue({
    run: (job, context) =>
      new Promise((end, fail) => runs.push({ id: job.row.id, context, end, fail })),
    journal: NO_JOURNAL,
    discard: (job) => discarded.push(job.row.id),
    atOnce: () => atOnce,
    publish: () => undefined,
    now: () => 1000,
    random: () => 0,
    schedule: (run) => timers.push(run),
    reportBug: (thrown) => bugs.push(thrown),
  })
  const stateOf = (id: string) => queue.get(id)?.row.state
  const settle = () => new Promise((resume) => setImmediate(resume))
  return { queue, runs, timers, bugs, discarded, stateOf, settle }
}

describe('the queue', () => {
  it('runs as many at once as allowed, in the order of adding', async () => {
    const { queue, runs, settle } = aQueue(2)
    queue.add(['1', '2', '3'].map(aJob))
    await settle()
    expect(runs.map((run) => run.id)).toEqual(['1', '2'])
    runs[0]?.end(done)
    await settle()
    expect(runs.map((run) => run.id)).toEqual(['1', '2', '3'])
  })

  it('goes on with the rest when one fails', async () => {
    const { queue, runs, stateOf, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    await settle()
    runs[0]?.fail(new AppError('FILE_NOT_FOUND'))
    await settle()
    expect(stateOf('1')).toMatchObject({ status: 'failed', error: { code: 'FILE_NOT_FOUND' } })
    expect(stateOf('2')).toMatchObject({ status: 'preparing' })
  })

  it('waits and tries again after a lost connection, and gives its slot to another meanwhile', async () => {
    const { queue, runs, timers, stateOf, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    await settle()
    runs[0]?.fail(new AppError('CONNECTION_LOST', {}, { retry: 'automatic' }))
    await settle()
    expect(stateOf('1')).toMatchObject({ status: 'queued', attempts: 1, nextTryAtMs: 1500 })
    expect(runs.map((run) => run.id)).toEqual(['1', '2'])
    runs[1]?.end(done)
    await settle()
    for (const run of timers.splice(0)) run()
    await settle()
    expect(runs.map((run) => run.id)).toEqual(['1', '2', '1'])
    expect(runs[2]?.context.attempt).toBe(2)
  })

  it('shows a bug as unexpected and reports it with its stack', async () => {
    const { queue, runs, bugs, stateOf, settle } = aQueue()
    const bug = new TypeError('undefined is not a function')
    queue.add([aJob('1')])
    await settle()
    runs[0]?.fail(bug)
    await settle()
    expect(stateOf('1')).toMatchObject({ status: 'failed', error: { code: 'UNEXPECTED' } })
    expect(bugs).toEqual([bug])
  })

  it('cancels a waiting transfer without ever running it', async () => {
    const { queue, runs, stateOf, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    await settle()
    queue.cancel({ ids: ['2'] })
    runs[0]?.end(done)
    await settle()
    expect(stateOf('2')).toMatchObject({ status: 'cancelled' })
    expect(runs).toHaveLength(1)
  })

  it('starts a retried transfer only after its cancelled run has closed, and ignores what that says', async () => {
    const { queue, runs, stateOf, settle } = aQueue(1)
    queue.add([aJob('1')])
    await settle()
    queue.cancel({ ids: ['1'] })
    expect(runs[0]?.context.signal.aborted).toBe(true)
    queue.retry({ ids: ['1'] })
    expect(runs).toHaveLength(1)
    runs[0]?.context.progress(5)
    runs[0]?.fail(new AppError('CANCELLED'))
    await settle()
    expect(runs).toHaveLength(2)
    expect(stateOf('1')).toMatchObject({ status: 'preparing', attempts: 1 })
  })

  it('retries all that failed, and leaves alone what was cancelled', async () => {
    const { queue, runs, stateOf, settle } = aQueue(2)
    queue.add(['1', '2'].map(aJob))
    await settle()
    runs[0]?.fail(new AppError('FILE_NOT_FOUND'))
    queue.cancel({ ids: ['2'] })
    runs[1]?.fail(new AppError('CANCELLED'))
    await settle()
    queue.retry({ all: 'upload' })
    expect(stateOf('1')?.status).toBe('preparing')
    expect(stateOf('2')?.status).toBe('cancelled')
  })

  it('removes ended rows only', async () => {
    const { queue, runs, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    await settle()
    runs[0]?.end(done)
    await settle()
    queue.remove({ all: 'upload' })
    expect(queue.find(() => true).map(({ row }) => row.id)).toEqual(['2'])
  })

  it('lets a paused row go on where it stopped, and undoes nothing', async () => {
    const { queue, runs, discarded, stateOf, settle } = aQueue(1)
    queue.add([aJob('1')])
    await settle()
    runs[0]?.context.progress(7)
    queue.pause({ ids: ['1'] })
    expect(stateOf('1')).toMatchObject({ status: 'paused', doneBytes: 7 })
    expect(runs[0]?.context.keepsWork()).toBe(true)
    queue.resume({ ids: ['1'] })
    runs[0]?.fail(new AppError('CANCELLED'))
    await settle()
    expect(runs).toHaveLength(2)
    expect(stateOf('1')?.status).toBe('preparing')
    expect(discarded).toEqual([])
  })

  it('undoes the work of a cancelled row, whether it runs or is paused', async () => {
    const { queue, runs, discarded, settle } = aQueue(1)
    const begun = { initiating: { key: 'k', sinceMs: 0 } }
    queue.add([aJob('1'), anUpload('2', begun), aJob('3')])
    await settle()
    queue.pause({ ids: ['2'] })
    queue.cancel({ all: 'upload' })
    expect(runs[0]?.context.keepsWork()).toBe(false)
    // Nothing of the third was begun.
    expect(discarded).toEqual(['2'])
  })

  it('runs rows that were moved to the top before all that wait, in their order', async () => {
    const { queue, runs, settle } = aQueue(1)
    queue.add(['1', '2', '3', '4'].map(aJob))
    queue.moveToTop(['4', '3'])
    for (let n = 0; n < 4; n += 1) {
      await settle()
      runs[n]?.end(done)
    }
    await settle()
    expect(runs.map((run) => run.id)).toEqual(['1', '4', '3', '2'])
  })

  it('sends nothing before the journal has it', async () => {
    const written: string[] = []
    let flush: () => void = () => {}
    const runs: string[] = []
    const queue = createTestQueue(
      async (job) => {
        runs.push(job.row.id)
        return done
      },
      {
        journal: {
          put: (job) => void written.push(job.row.id),
          remove: () => undefined,
          flushed: async () => undefined,
          onDisk: () => new Promise((resume) => (flush = resume)),
        },
      },
    )
    queue.add([aJob('1')])
    await new Promise((resume) => setTimeout(resume, 5))
    expect(written).toContain('1')
    expect(runs).toEqual([])
    flush()
    await new Promise((resume) => setTimeout(resume, 5))
    expect(runs).toEqual(['1'])
  })
})
