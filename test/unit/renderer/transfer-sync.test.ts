import { describe, expect, it } from 'vitest'
import type { TransferMirror } from '../../../renderer/state/apply-patch'
import { followTransfers } from '../../../renderer/state/transfer-sync'
import type { TransferPatch, TransferRow } from '../../../shared/transfer'
import { aRow, done } from './transfer-builders'

function fakeMain() {
  const shown: TransferMirror[] = []
  const waiting: {
    answer: (snapshot: { revision: number; rows: TransferRow[] }) => void
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
      snapshot: () =>
        new Promise<{ revision: number; rows: TransferRow[] }>((answer, refuse) => {
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
  it('applies what was heard while the snapshot was on its way, without the part it holds', async () => {
    const main = fakeMain()
    const started = followTransfers(main.source)
    main.patch(3, { upserted: [aRow('r0')] })
    main.patch(4, { upserted: [aRow('r1')] })
    main.waiting[0]?.answer({ revision: 3, rows: [aRow('r0')] })
    await started
    expect(main.shown).toHaveLength(1)
    expect([...(main.shown[0]?.rows.keys() ?? [])]).toEqual(['r0', 'r1'])
    expect(main.shown[0]?.revision).toBe(4)
  })

  it('asks for a new snapshot when a revision is missing', async () => {
    const main = fakeMain()
    const started = followTransfers(main.source)
    main.waiting[0]?.answer({ revision: 1, rows: [] })
    await started
    main.patch(3, { upserted: [aRow('r9')] })
    expect(main.waiting).toHaveLength(2)
    main.waiting[1]?.answer({ revision: 3, rows: [aRow('r8'), aRow('r9')] })
    await settled()
    expect(main.shown.at(-1)?.rows.size).toBe(2)
    main.patch(4, { states: [{ id: 'r9', state: done() }] })
    expect(main.shown.at(-1)?.rows.get('r9')?.state.status).toBe('done')
  })

  it('tries again at the next patch when a snapshot failed', async () => {
    const main = fakeMain()
    const started = followTransfers(main.source)
    main.waiting[0]?.answer({ revision: 1, rows: [] })
    await started
    main.patch(5, {})
    main.waiting[1]?.refuse(new Error('lost'))
    await settled()
    main.patch(6, {})
    main.waiting[2]?.answer({ revision: 6, rows: [aRow('r0')] })
    await settled()
    expect(main.shown.at(-1)?.rows.has('r0')).toBe(true)
  })
})
