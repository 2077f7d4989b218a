import { describe, expect, it } from 'vitest'
import { createHolds, type HoldEvent, type Keeper } from '../../../../electron/transfers/holds'
import { anError, anUpload } from '../../../support/jobs'
import { createTestQueue, ended } from '../../../support/test-queue'

const MANY = 20_000

/** A queue whose rows are all held while the test says so. */
function aQueue() {
  let tell: (event: HoldEvent) => void = () => undefined
  const state = { isHeld: true, ran: [] as string[] }
  const keeper: Keeper = {
    holding: () => (state.isHeld ? 'all' : undefined),
    judge: () => undefined,
    noticeOf: (key, waiting) => ({ about: 'offline', key, waiting }),
    tryNow: () => undefined,
  }
  const shown: number[] = []
  const holds = createHolds(
    {
      show: (notice) => {
        if (notice.about === 'offline') shown.push(notice.waiting)
      },
      clear: () => shown.push(0),
    },
    (deps) => {
      tell = deps.tell
      return [keeper]
    },
  )
  const queue = createTestQueue(
    async ({ row }) => {
      state.ran.push(row.id)
      return { kind: 'done', verification: 'crc64' }
    },
    { holds },
  )
  queue.add(Array.from({ length: MANY }, (_, n) => anUpload(`id-${n}`)))
  return { queue, state, shown, tell: (event: HoldEvent) => tell(event) }
}

describe('very many held rows', () => {
  it('are put aside a few milliseconds at a time, and run in their order once released', async () => {
    const { queue, state, shown, tell } = aQueue()
    await expect.poll(() => shown.at(-1)).toBe(MANY)
    expect(shown.length).toBeLessThan(MANY / 10)
    expect(state.ran).toEqual([])
    state.isHeld = false
    tell({ type: 'released', key: 'all' })
    await ended(queue, `id-${MANY - 1}`)
    expect(state.ran).toEqual(Array.from({ length: MANY }, (_, n) => `id-${n}`))
    await queue.stop()
  })

  it('fail together and let the event loop have its turn meanwhile', async () => {
    const { queue, shown, tell } = aQueue()
    await expect.poll(() => shown.at(-1)).toBe(MANY)
    let isDone = false
    const done = () => {
      isDone = true
    }
    tell({ type: 'failed', key: 'all', error: anError('CONNECTION_REFUSED'), done })
    let turns = 0
    while (!isDone) {
      turns += 1
      await new Promise((resume) => setImmediate(resume))
    }
    expect(turns).toBeGreaterThan(2)
    expect(queue.find(({ state }) => state.status === 'failed')).toHaveLength(MANY)
    expect(shown.at(-1)).toBe(0)
    await queue.stop()
  })
})
