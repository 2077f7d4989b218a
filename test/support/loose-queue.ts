import { AppError } from '../../electron/errors/app-error'
import type { HoldEvent, Holds } from '../../electron/transfers/holds'
import { newJob, type Outcome, type RunContext } from '../../electron/transfers/job'
import type { TransferQueue } from '../../electron/transfers/queue'
import type { Direction } from '../../shared/transfer'
import { createTestQueue } from './test-queue'

/** A run that ends when the test says so, however long ago it was stopped. */
export type LooseRun = {
  readonly id: string
  readonly direction: Direction
  readonly context: RunContext
  end(outcome: Outcome): void
  fail(error: AppError): void
}

/** The real queue with runs and timers that a test holds in its hands. */
export type LooseQueue = {
  readonly queue: TransferQueue
  /** Runs that have not let go of everything yet. */
  readonly runs: LooseRun[]
  /** Timers that have not fired. */
  readonly timers: (() => void)[]
  /** What must never be: told as it happens. */
  readonly wrongs: string[]
  limit: Record<Direction, number>
  /** Uploads wait for something from now on, or no longer. */
  hold(isHeld: boolean): void
  /** How many rows are held, as the queue tells it. */
  heldCount(): number
  add(direction: Direction): string
  /** Until nothing happens by itself any more. */
  settle(): Promise<void>
}

export const DONE: Outcome = { kind: 'done', verification: 'crc64' }
export const LOST = new AppError('CONNECTION_LOST', {}, { retry: 'automatic' })

export function createLooseQueue(): LooseQueue {
  const runs: LooseRun[] = []
  const timers: (() => void)[] = []
  const wrongs: string[] = []
  const limit: Record<Direction, number> = { upload: 2, download: 2 }
  let count = 0
  let isHeld = false
  let heldCount = 0
  let tellQueue: (event: HoldEvent) => void = () => undefined
  const holds: Holds = {
    holding: ({ row }) => (isHeld && row.direction === 'upload' ? 'need' : undefined),
    judge: ({ row }, { code }) =>
      isHeld && row.direction === 'upload' && code === LOST.code ? 'hold' : undefined,
    sign: () => undefined,
    watchUndoing: () => () => undefined,
    heldChanged: (_key, waiting) => {
      heldCount = waiting
    },
    listen: (listener) => {
      tellQueue = listener
    },
  }
  const queue = createTestQueue(
    ({ row }, context) => {
      const { id, direction } = row
      const beside = runs.filter((run) => run.direction === direction)
      if (beside.some((run) => run.id === id)) wrongs.push(`${id} runs twice at once`)
      if (beside.length >= limit[direction]) wrongs.push(`${id} is one too many`)
      return new Promise((resolve, reject) => {
        const leave = () => runs.splice(runs.indexOf(run), 1)
        const run: LooseRun = {
          id,
          direction,
          context,
          end(outcome) {
            leave()
            resolve(outcome)
          },
          fail(error) {
            leave()
            reject(error)
          },
        }
        runs.push(run)
      })
    },
    {
      atOnce: (direction) => limit[direction],
      schedule: (run) => timers.push(run),
      holds,
      reportBug: (thrown) => wrongs.push(`a bug: ${String(thrown)}`),
    },
  )
  return {
    queue,
    runs,
    timers,
    wrongs,
    limit,
    hold(next) {
      isHeld = next
      if (!next) tellQueue({ type: 'released', key: 'need' })
    },
    heldCount: () => heldCount,
    add(direction) {
      count += 1
      const id = `${direction}-${count}`
      const row = { id, batchId: 'b', order: count, name: id, source: '', addedAtMs: 0 }
      queue.add([
        newJob(
          { ...row, direction },
          direction === 'upload'
            ? { direction, path: id, connectionId: 'c', plannedKey: id, conflict: 'number' }
            : { direction, url: 'https://example.org/x', folder: '/f', conflict: 'number' },
        ),
      ])
      return id
    },
    async settle() {
      for (let round = 0; round < 3; round += 1) {
        await new Promise((resume) => setImmediate(resume))
      }
    },
  }
}
