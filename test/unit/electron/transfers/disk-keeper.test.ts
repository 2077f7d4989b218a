import { describe, expect, it } from 'vitest'
import { createDiskKeeper } from '../../../../electron/transfers/disk-keeper'
import type { HoldEvent } from '../../../../electron/transfers/holds'
import { aDownload, anError, anUpload } from '../../../support/jobs'

const GIB = 1024 ** 3
const needing = (expectedBytes: number, freeBytes: number, totalBytes = 100 * GIB) =>
  anError('DISK_FULL', { expectedBytes, freeBytes, totalBytes }, 'manual')

/** A keeper whose clock and disk the test moves. */
function aKeeper() {
  const events: HoldEvent[] = []
  let timers: { run: () => void; atMs: number }[] = []
  const disk = { freeBytes: 0, nowMs: 0 }
  const keeper = createDiskKeeper({
    roomOf: async () => ({ freeBytes: disk.freeBytes, totalBytes: 100 * GIB }),
    displayPath: (path) => `~${path}`,
    now: () => disk.nowMs,
    schedule: (run, delayMs) => timers.push({ run, atMs: disk.nowMs + delayMs }),
    tell: (event) => events.push(event),
    renotify: () => undefined,
  })
  const pass = async (ms: number) => {
    for (const endMs = disk.nowMs + ms; disk.nowMs < endMs; ) {
      disk.nowMs += 1000
      const due = timers.filter(({ atMs }) => atMs <= disk.nowMs)
      timers = timers.filter(({ atMs }) => atMs > disk.nowMs)
      for (const { run } of due) run()
      await new Promise((resume) => setImmediate(resume))
    }
  }
  return { keeper, events, disk, pass }
}

describe('a full disk', () => {
  it('holds the downloads into that folder and says what is missing', () => {
    const { keeper } = aKeeper()
    expect(keeper.judge(aDownload('1'), needing(2 * GIB, GIB))).toBe('hold')
    const key = keeper.holding(aDownload('2')) ?? ''
    expect(keeper.noticeOf(key, 2, 0)).toEqual({
      about: 'disk',
      key,
      waiting: 2,
      folder: '~/d',
      neededBytes: 2 * GIB,
      freeBytes: GIB,
    })
    expect(key).not.toContain('/d')
    expect(keeper.holding(aDownload('3', { folder: '/elsewhere' }))).toBeUndefined()
    expect(keeper.holding(anUpload('4'))).toBeUndefined()
  })

  it('lets them go on when there is room for one of those that found none', async () => {
    const { keeper, events, disk, pass } = aKeeper()
    keeper.judge(aDownload('1'), needing(5 * GIB, GIB))
    keeper.judge(aDownload('2'), needing(2 * GIB, GIB))
    disk.freeBytes = 1.5 * GIB
    await pass(30_000)
    expect(events).toEqual([])
    disk.freeBytes = 2 * GIB
    await pass(5000)
    expect(events).toMatchObject([{ type: 'released' }])
    expect(keeper.holding(aDownload('1'))).toBeUndefined()
  })

  it('goes by the rest of the file when a write failed in the middle of it', async () => {
    const { keeper, events, disk, pass } = aKeeper()
    const job = aDownload('1', {}, 4 * GIB)
    const state = { status: 'running', attempts: 1, doneBytes: 3 * GIB, bytesPerSecond: 1 } as const
    const running = { ...job, row: { ...job.row, state } }
    expect(keeper.judge(running, anError('DISK_FULL', { expectedBytes: 65536 }))).toBe('hold')
    disk.freeBytes = 0.9 * GIB
    await pass(10_000)
    expect(events).toEqual([])
    disk.freeBytes = GIB
    await pass(10_000)
    expect(events).toHaveLength(1)
  })

  it('is not waited for by a file that is larger than the whole disk', () => {
    const { keeper } = aKeeper()
    expect(keeper.judge(aDownload('1'), needing(200 * GIB, GIB))).toBeUndefined()
    expect(keeper.holding(aDownload('2'))).toBeUndefined()
  })

  it('is tried again when the rows that found it full are paused or cancelled', () => {
    const { keeper, events } = aKeeper()
    const [one, two] = [aDownload('1'), aDownload('2')]
    for (const job of [one, two]) keeper.judge(job, needing(2 * GIB, GIB))
    keeper.sign?.(one, 'left')
    expect(events).toEqual([])
    keeper.sign?.(two, 'left')
    expect(events).toMatchObject([{ type: 'released' }])
  })

  it('is tried at once when the person says so', () => {
    const { keeper, events } = aKeeper()
    keeper.judge(aDownload('1'), needing(2 * GIB, GIB))
    keeper.tryNow(keeper.holding(aDownload('1')) ?? '')
    expect(events).toMatchObject([{ type: 'released' }])
  })

  it('is tried more and more seldom while it refuses although it seems to have room', async () => {
    const { keeper, events, disk, pass } = aKeeper()
    disk.freeBytes = 50 * GIB
    const job = aDownload('1', {}, GIB)
    const tries: number[] = []
    for (let round = 0; round < 5; round += 1) {
      keeper.judge(job, anError('DISK_FULL', {}))
      const before = disk.nowMs
      while (events.length <= round) await pass(1000)
      tries.push(disk.nowMs - before)
    }
    expect(tries).toEqual([...tries].sort((a, b) => a - b))
    expect(tries.at(-1)).toBeGreaterThanOrEqual(4 * (tries[0] ?? 0))
  })
})
