import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineDeps } from '../../../electron/transfers/engine'
import { MAX_PROBES, ROWS_TO_OPEN } from '../../../electron/transfers/host-breaker'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { nodeWebTransport } from '../../support/node-web-transport'
import { startTinyWeb, type TinyWeb } from '../../support/tiny-web'

const MANY = 200
let rig: EngineRig
let web: TinyWeb
/** Tries to reach the dead host; after how many it lives again, and after how many it hangs. */
const NEVER = Number.POSITIVE_INFINITY
const dead = { tries: 0, livesAfter: NEVER, hangsAfter: NEVER, letGo: () => {} }

beforeEach(async () => {
  Object.assign(dead, { tries: 0, livesAfter: NEVER, hangsAfter: NEVER })
  web = await startTinyWeb({ '/a.txt': Buffer.from('a') })
})
afterEach(async () => {
  await rig.cleanup()
  await web.close()
})

/** Every host but `dead.example` leads to this machine. */
async function start(deps: Partial<EngineDeps> = {}): Promise<void> {
  const send: EngineDeps['web']['send'] = async (request) => {
    const url = new URL(request.url)
    if (url.hostname === 'dead.example') {
      dead.tries += 1
      if (dead.tries > dead.hangsAfter) await new Promise<void>((go) => (dead.letGo = go))
      if (dead.tries <= dead.livesAfter) {
        throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
      }
    }
    return nodeWebTransport.send({ ...request, url: web.url(url.pathname) })
  }
  rig = await startEngineRig({}, { deps: { web: { send }, ...deps } })
}
const fetchFrom = (host: string, count: number) =>
  Array.from({ length: count }, () =>
    rig.download('a.txt', { url: `http://${host}/a.txt`, own: false }),
  )
const notice = () => rig.notices().find(({ about }) => about === 'host')

describe('a host that does not answer', () => {
  it('costs a handful of tries, whatever the number of its links, and all say why they failed', async () => {
    await start()
    const ids = fetchFrom('dead.example', MANY)
    const others = fetchFrom('alive.example', 10)
    for (const id of others) expect((await rig.ended(id)).state.status).toBe('done')
    for (const id of ids) {
      expect((await rig.ended(id)).state).toMatchObject({
        status: 'failed',
        error: { code: 'CONNECTION_REFUSED', params: { host: 'dead.example' } },
      })
    }
    expect(dead.tries).toBeLessThan(3 * MAX_PROBES)
    expect(notice()).toBeUndefined()
  })

  it('holds its rows and tells when the next try is, while others go on', async () => {
    // Time stands still: no probe is ever due.
    await start({ schedule: (run, delayMs) => void (delayMs <= 100 && setTimeout(run, 5)) })
    const ids = fetchFrom('dead.example', MANY)
    await expect.poll(notice).toMatchObject({ host: 'dead.example', waiting: expect.any(Number) })
    const [other] = fetchFrom('alive.example', 1)
    expect((await rig.ended(other ?? '')).state.status).toBe('done')
    expect(notice()).toMatchObject({ nextTryAtMs: expect.any(Number) })
    expect(ids.filter((id) => rig.stateOf(id)?.status === 'failed')).toEqual([])
    dead.livesAfter = dead.tries
    await rig.engine.notices.act(notice()?.key ?? '')
    for (const id of ids) {
      const state = rig.stateOf(id)
      // Those that the first refusals postponed by themselves wait for a time that stands still.
      if (state?.status === 'queued' && state.nextTryAtMs !== undefined) continue
      expect((await rig.ended(id)).state.status).toBe('done')
    }
  })

  it('is asked by one row at a time, and lets all go on once that gets through', async () => {
    await start()
    dead.livesAfter = 6
    const ids = fetchFrom('dead.example', MANY)
    for (const id of ids) expect((await rig.ended(id)).state.status).toBe('done')
    expect(notice()).toBeUndefined()
  })

  it('is tried by another row when the one that tries is cancelled', async () => {
    await start({ atOnce: () => 1 })
    dead.hangsAfter = ROWS_TO_OPEN
    const ids = fetchFrom('dead.example', 20)
    const trying = () => ids.filter((id) => rig.stateOf(id)?.status === 'preparing')
    await expect.poll(() => dead.tries).toBe(ROWS_TO_OPEN + 1)
    expect(trying()).toHaveLength(1)
    const [first] = trying()
    rig.engine.queue.cancel({ ids: [first ?? ''] })
    // The cancelled try ends when its transport lets go of it.
    dead.livesAfter = 0
    dead.hangsAfter = NEVER
    dead.letGo()
    for (const id of ids) {
      const expected = id === first ? 'cancelled' : 'done'
      expect((await rig.ended(id)).state.status).toBe(expected)
    }
  })

  it('does not count for a row that is alone: that has its own five attempts', async () => {
    await start()
    const [id] = fetchFrom('dead.example', 1)
    expect((await rig.ended(id ?? '')).state).toMatchObject({ status: 'failed', attempts: 5 })
    expect(dead.tries).toBe(5)
  })

  it('is known to live again once it has taken a part of a large upload that tried for all', async () => {
    // In real time, so that there is something to see between the tries.
    await start({ schedule: (run, delayMs) => void setTimeout(run, delayMs) })
    const { faults, engine } = rig
    engine.limitSpeed({
      upload: { limitBytesPerSecond: 4e6 },
      download: { limitBytesPerSecond: 0 },
    })
    const names = ['a.bin', 'b.bin', 'c.bin']
    for (const key of names) {
      faults.fail({ operation: 'InitiateMultipartUpload', key }, { kind: 'reset' }, 1)
    }
    const large = await Promise.all(
      names.map((name) => rig.upload(name, Buffer.alloc(20 * 1024 * 1024, name))),
    )
    await expect.poll(notice).toBeDefined()
    const small = await rig.upload('small.bin', 'tiny')
    await expect.poll(notice, { timeout: 10_000 }).toBeUndefined()
    // Nobody of the large ones is done by then.
    expect(large.map((id) => rig.stateOf(id)?.status)).not.toContain('done')
    engine.limitSpeed({ upload: { limitBytesPerSecond: 0 }, download: { limitBytesPerSecond: 0 } })
    for (const id of [...large, small]) expect((await rig.ended(id)).state.status).toBe('done')
  })
})
