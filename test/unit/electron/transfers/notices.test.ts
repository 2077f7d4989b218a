import { describe, expect, it } from 'vitest'
import { createNotices } from '../../../../electron/transfers/notices'
import type { Notice } from '../../../../shared/notices'
import { expectCode } from '../../../support/expect-code'

function aBoard() {
  const published: (readonly Notice[])[] = []
  const timers: (() => void)[] = []
  const notices = createNotices({
    publish: (all) => published.push(all),
    schedule: (run) => timers.push(run),
  })
  const tick = () => {
    for (const run of timers.splice(0)) run()
  }
  return { notices, published, tick }
}

const offline = (waiting: number): Notice => ({ about: 'offline', key: 'offline', waiting })

describe('what the window is told', () => {
  it('is published soon, and once for many changes', () => {
    const { notices, published, tick } = aBoard()
    for (let waiting = 1; waiting <= 1000; waiting += 1) notices.show(offline(waiting))
    expect(published).toEqual([])
    tick()
    expect(published).toEqual([[offline(1000)]])
    notices.clear('offline')
    tick()
    expect(published.at(-1)).toEqual([])
  })

  it('does nothing when what is not shown is cleared', () => {
    const { notices, published, tick } = aBoard()
    notices.clear('offline')
    tick()
    expect(published).toEqual([])
  })

  it('does what its button says while it is there, and refuses once it is gone', async () => {
    const { notices } = aBoard()
    let done = 0
    notices.show(offline(1), () => {
      done += 1
    })
    await notices.act('offline')
    expect(done).toBe(1)
    notices.clear('offline')
    await expectCode(notices.act('offline'), 'NOTHING_TO_DO')
  })
})
