import { describe, expect, it } from 'vitest'
import { createChangeFeed, MOST_PER_PATCH } from '../../../../electron/transfers/change-feed'
import type { TransferPatch, TransferRow } from '../../../../shared/transfer'

const row = (id: string): TransferRow => ({
  id,
  direction: 'upload',
  batchId: 'b',
  order: 0,
  name: id,
  source: '',
  addedAtMs: 0,
  state: { status: 'queued', attempts: 0 },
})

function feedWith(rows: Map<string, TransferRow>) {
  const patches: TransferPatch[] = []
  const timers: (() => void)[] = []
  const feed = createChangeFeed({
    read: (id) => rows.get(id),
    publish: (patch) => patches.push(patch),
    schedule: (run) => timers.push(run),
  })
  return { feed, patches, tick: () => timers.splice(0).forEach((run) => void run()), timers }
}

describe('the change feed', () => {
  it('sends many changes of many rows as one patch', () => {
    const rows = new Map(['a', 'b'].map((id) => [id, row(id)]))
    const { feed, patches, tick } = feedWith(rows)
    feed.rowChanged('a')
    for (let n = 0; n < 100; n += 1) feed.stateChanged('b')
    feed.stateChanged('a')
    tick()
    expect(patches).toEqual([
      {
        revision: 1,
        upserted: [rows.get('a')],
        states: [{ id: 'b', state: { status: 'queued', attempts: 0 } }],
        removed: [],
      },
    ])
  })

  it('numbers patches without a gap and sends nothing when nothing changed', () => {
    const { feed, patches, tick, timers } = feedWith(new Map([['a', row('a')]]))
    feed.stateChanged('a')
    tick()
    feed.stateChanged('a')
    tick()
    expect(patches.map((patch) => patch.revision)).toEqual([1, 2])
    expect(timers).toHaveLength(0)
    feed.flush()
    expect(patches).toHaveLength(2)
  })

  it('tells of a removed row only that it is gone', () => {
    const { feed, patches, tick } = feedWith(new Map())
    feed.rowChanged('a')
    feed.removed('a')
    tick()
    expect(patches).toEqual([{ revision: 1, upserted: [], states: [], removed: ['a'] }])
  })

  it('spreads very many changes over patches that follow each other, and loses none', () => {
    const ids = Array.from({ length: 1000 }, (_, number) => `r${number}`)
    const { feed, patches, tick, timers } = feedWith(new Map(ids.map((id) => [id, row(id)])))
    for (const id of ids) feed.rowChanged(id)
    for (const id of ids) feed.stateChanged(id)
    tick()
    expect(patches[0]?.upserted).toHaveLength(MOST_PER_PATCH.rows)
    // A row that waits to be sent whole needs no state of its own.
    expect(patches[0]?.states).toEqual([])
    while (timers.length > 0) tick()
    expect(patches.flatMap(({ upserted }) => upserted.map(({ id }) => id))).toEqual(ids)
  })

  it('forgets what waits when everything is going to be told anew', () => {
    const { feed, patches } = feedWith(new Map([['a', row('a')]]))
    feed.rowChanged('a')
    feed.forget()
    feed.flush()
    expect(patches).toEqual([])
  })
})
