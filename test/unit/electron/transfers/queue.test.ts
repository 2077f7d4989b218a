import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import { type Job, newJob, type Outcome, type RunContext } from '../../../../electron/transfers/job'
import { createQueue } from '../../../../electron/transfers/queue'

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
  const queue = createQueue({
    run: (job, context) =>
      new Promise((end, fail) => runs.push({ id: job.row.id, context, end, fail })),
    atOnce: () => atOnce,
    publish: () => undefined,
    now: () => 1000,
    random: () => 0,
    schedule: (run) => timers.push(run),
    reportBug: (thrown) => bugs.push(thrown),
  })
  const stateOf = (id: string) => queue.get(id)?.row.state
  const settle = () => new Promise((resume) => setImmediate(resume))
  return { queue, runs, timers, bugs, stateOf, settle }
}

describe('the queue', () => {
  it('runs as many at once as allowed, in the order of adding', async () => {
    const { queue, runs, settle } = aQueue(2)
    queue.add(['1', '2', '3'].map(aJob))
    expect(runs.map((run) => run.id)).toEqual(['1', '2'])
    runs[0]?.end(done)
    await settle()
    expect(runs.map((run) => run.id)).toEqual(['1', '2', '3'])
  })

  it('goes on with the rest when one fails', async () => {
    const { queue, runs, stateOf, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    runs[0]?.fail(new AppError('FILE_NOT_FOUND'))
    await settle()
    expect(stateOf('1')).toMatchObject({ status: 'failed', error: { code: 'FILE_NOT_FOUND' } })
    expect(stateOf('2')).toMatchObject({ status: 'preparing' })
  })

  it('waits and tries again after a lost connection, and gives its slot to another meanwhile', async () => {
    const { queue, runs, timers, stateOf, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    runs[0]?.fail(new AppError('CONNECTION_LOST', {}, { retry: 'automatic' }))
    await settle()
    expect(stateOf('1')).toMatchObject({ status: 'queued', attempts: 1, nextTryAtMs: 1500 })
    expect(runs.map((run) => run.id)).toEqual(['1', '2'])
    runs[1]?.end(done)
    await settle()
    for (const run of timers.splice(0)) run()
    expect(runs.map((run) => run.id)).toEqual(['1', '2', '1'])
    expect(runs[2]?.context.attempt).toBe(2)
  })

  it('shows a bug as unexpected and reports it with its stack', async () => {
    const { queue, runs, bugs, stateOf, settle } = aQueue()
    const bug = new TypeError('undefined is not a function')
    queue.add([aJob('1')])
    runs[0]?.fail(bug)
    await settle()
    expect(stateOf('1')).toMatchObject({ status: 'failed', error: { code: 'UNEXPECTED' } })
    expect(bugs).toEqual([bug])
  })

  it('cancels a waiting transfer without ever running it', async () => {
    const { queue, runs, stateOf, settle } = aQueue(1)
    queue.add(['1', '2'].map(aJob))
    queue.cancel({ ids: ['2'] })
    runs[0]?.end(done)
    await settle()
    expect(stateOf('2')).toMatchObject({ status: 'cancelled' })
    expect(runs).toHaveLength(1)
  })

  it('starts a retried transfer only after its cancelled run has closed, and ignores what that says', async () => {
    const { queue, runs, stateOf, settle } = aQueue(1)
    queue.add([aJob('1')])
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
    runs[0]?.end(done)
    await settle()
    queue.remove({ all: 'upload' })
    expect(queue.snapshot().rows.map((row) => row.id)).toEqual(['2'])
  })
})
