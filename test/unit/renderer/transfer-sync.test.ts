import { describe, expect, it } from 'vitest'
import type { TransferMirror } from '../../../renderer/state/apply-patch'
import { followTransfers } from '../../../renderer/state/transfer-sync'
import type { TransferPatch } from '../../../shared/transfer'
import { aRow, done } from './transfer-builders'

function fakeMain() {
  const shown: TransferMirror[] = []
  const waiting: {
    answer: (told: { revision: number; rows: number }) => void
    refuse: (problem: Error) => void
  }[] = []
  let send: (patch: TransferPatch) => void = () => undefined
  return {
    shown,
    waiting,
    patch: (revision: number, over: Partial<TransferPatch>) =>
      send({ revision, upserted: [], states: [], removed: [], ...over }),
    source: {
      subscribe: (listener: (patch: TransferPatch) => void) => {
        send = listener
      },
      follow: () =>
        new Promise<{ revision: number; rows: number }>((answer, refuse) => {
          waiting.push({ answer, refuse })
        }),
      publish: (mirror: TransferMirror) => {
        shown.push(mirror)
      },
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('following the queue', () => {
  it('takes the rows that came before the answer, and nothing from before it was asked', async () => {
    const main = fakeMain()
    const started = followTransfers(main.source)
    main.patch(3, { upserted: [aRow('r0')] })
    main.patch(4, { upserted: [aRow('r1')] })
    main.patch(5, { upserted: [aRow('r2')] })
    main.waiting[0]?.answer({ revision: 3, rows: 2 })
    await started
    expect(main.shown).toHaveLength(1)
    expect([...(main.shown[0]?.rows.keys() ?? [])]).toEqual(['r1', 'r2'])
    expect(main.shown[0]?.revision).toBe(5)
  })

  it('has started when the first of the rows are there, or when there are none', async () => {
    const main = fakeMain()
    let isStarted = false
    const started = followTransfers(main.source).then(() => {
      isStarted = true
    })
    main.waiting[0]?.answer({ revision: 0, rows: 2 })
    await settled()
    expect(isStarted).toBe(false)
    main.patch(1, { upserted: [aRow('r0')] })
    await started
    const empty = fakeMain()
    const startedEmpty = followTransfers(empty.source)
    empty.waiting[0]?.answer({ revision: 0, rows: 0 })
    await startedEmpty
  })

  it('asks for everything anew when a revision is missing', async () => {
    const main = fakeMain()
    const started = followTransfers(main.source)
    main.waiting[0]?.answer({ revision: 1, rows: 0 })
    await started
    main.patch(3, { upserted: [aRow('r9')] })
    expect(main.waiting).toHaveLength(2)
    main.waiting[1]?.answer({ revision: 3, rows: 2 })
    await settled()
    main.patch(4, { upserted: [aRow('r8'), aRow('r9')] })
    expect(main.shown.at(-1)?.rows.size).toBe(2)
    main.patch(5, { states: [{ id: 'r9', state: done() }] })
    expect(main.shown.at(-1)?.rows.get('r9')?.state.status).toBe('done')
  })

  it('tries again at the next patch when main did not answer', async () => {
    const main = fakeMain()
    const started = followTransfers(main.source)
    main.waiting[0]?.answer({ revision: 1, rows: 0 })
    await started
    main.patch(5, {})
    main.waiting[1]?.refuse(new Error('lost'))
    await settled()
    main.patch(6, {})
    main.waiting[2]?.answer({ revision: 6, rows: 1 })
    await settled()
    main.patch(7, { upserted: [aRow('r0')] })
    expect(main.shown.at(-1)?.rows.has('r0')).toBe(true)
  })
})
