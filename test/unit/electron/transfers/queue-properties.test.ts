import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import { isActive, isTerminal } from '../../../../shared/transfer'
import { createLooseQueue, DONE, LOST, type LooseQueue } from '../../../support/loose-queue'

const REFUSED = new AppError('OSS_ACCESS_DENIED', {}, { retry: 'after-settings' })
const direction = fc.constantFrom('upload' as const, 'download' as const)
/** Chosen among what is there when it is its turn. */
const some = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 })

/** What people, servers and time do to a queue. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), direction }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pause' as const), some }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('resume' as const), some }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), some }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retry' as const), some }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('moveToTop' as const), some }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), some }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pauseAll' as const), direction }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resumeAll' as const), direction }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('hold' as const), isHeld: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('limit' as const),
      direction,
      atOnce: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which: fc.nat(10),
      how: fc.constantFrom('done', 'lost', 'refused', 'skipped'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tick' as const), which: fc.nat(10) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function take(loose: LooseQueue, ids: readonly string[], one: Step): unknown {
  const { queue } = loose
  const chosen = (picks: readonly number[]) => ({
    ids: ids.length === 0 ? [] : [...new Set(picks.map((pick) => ids[pick % ids.length] ?? ''))],
  })
  switch (one.do) {
    case 'add':
      return loose.add(one.direction)
    case 'pauseAll':
      return queue.pause({ all: one.direction })
    case 'resumeAll':
      return queue.resume({ all: one.direction })
    case 'moveToTop':
      return queue.moveToTop(chosen(one.some).ids)
    case 'limit':
      loose.limit[one.direction] = one.atOnce
      return queue.wake()
    case 'hold':
      return loose.hold(one.isHeld)
    case 'end':
      return endOne(loose, one.which, one.how)
    case 'tick':
      return loose.timers.splice(one.which % (loose.timers.length || 1), 1)[0]?.()
    default:
      return queue[one.do](chosen(one.some))
  }
}

function endOne({ runs }: LooseQueue, which: number, how: string): void {
  const run = runs[which % (runs.length || 1)]
  if (!run) return
  if (run.context.signal.aborted) run.fail(new AppError('CANCELLED'))
  else if (how === 'lost') run.fail(LOST)
  else if (how === 'refused') run.fail(REFUSED)
  else run.end(how === 'done' ? DONE : { kind: 'skipped', reason: 'exists' })
}

/** From now on everything goes well, and everybody lets the queue do its work. */
async function calmDown(loose: LooseQueue): Promise<void> {
  const { queue, limit } = loose
  limit.upload = 2
  limit.download = 2
  loose.hold(false)
  await queue.resume({ all: 'upload' })
  await queue.resume({ all: 'download' })
  queue.wake()
  for (let quiet = 0; quiet < 2; ) {
    await loose.settle()
    const isQuiet = loose.runs.length === 0 && loose.timers.length === 0
    quiet = isQuiet ? quiet + 1 : 0
    for (const timer of loose.timers.splice(0)) timer()
    for (const run of [...loose.runs]) {
      if (run.context.signal.aborted) run.fail(new AppError('CANCELLED'))
      else run.end(DONE)
    }
  }
}

describe('the queue, whatever is done to it', () => {
  it('never runs a row twice or too many at once, says what runs, and brings every row to an end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const loose = createLooseQueue()
        const ids: string[] = []
        for (const one of steps) {
          const added = await take(loose, ids, one)
          if (typeof added === 'string') ids.push(added)
          await loose.settle()
          // A row is called active exactly while a run of it goes on that nobody has stopped.
          const running = loose.runs.filter((run) => !run.context.signal.aborted)
          const active = loose.queue.find((row) => isActive(row.state)).map((job) => job.row.id)
          expect(active.sort()).toEqual(running.map((run) => run.id).sort())
        }
        await calmDown(loose)
        const open = loose.queue.find((row) => !isTerminal(row.state))
        expect(open.map(({ row }) => `${row.id} ${row.state.status}`)).toEqual([])
        expect(loose.wrongs).toEqual([])
        expect(loose.heldCount()).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})
