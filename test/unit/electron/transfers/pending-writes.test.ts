import { describe, expect, it } from 'vitest'
import { createPendingWrites } from '../../../../electron/transfers/pending-writes'
import { anUpload } from '../../../support/jobs'

/** A disk that may be full, and timers that the test fires. */
function aDisk() {
  const disk = { isFull: false, entries: new Map<string, string>(), syncs: [] as boolean[] }
  const timers: { run: () => void; delayMs: number }[] = []
  const failures: unknown[] = []
  const writes = createPendingWrites({
    store: {
      async batch(operations, { sync }) {
        if (disk.isFull) throw new Error('No space left on device')
        disk.syncs.push(sync)
        for (const one of operations) {
          if (one.type === 'put') disk.entries.set(one.key, one.value)
        }
      },
    },
    schedule: (run, delayMs) => timers.push({ run, delayMs }),
    onFailure: (thrown) => failures.push(thrown),
  })
  const pass = async () => {
    for (const { run } of timers.splice(0)) run()
    await new Promise((resume) => setImmediate(resume))
  }
  const put = (key: string, value = '') => writes.note(key, () => ({ type: 'put', key, value }))
  return { disk, timers, failures, writes, pass, put }
}

describe('what can not be written', () => {
  it('stays noted, newer things in the place of older ones, and is written once that works', async () => {
    const { disk, timers, failures, writes, pass, put } = aDisk()
    disk.isFull = true
    put('1', 'old')
    put('2', 'old')
    await writes.flushed()
    expect(writes.isStuck()).toBe(true)
    put('1', 'new')
    await pass()
    expect(failures).toHaveLength(1)
    expect(timers.at(-1)?.delayMs).toBeGreaterThanOrEqual(1000)
    disk.isFull = false
    await pass()
    expect([...disk.entries]).toEqual([
      ['1', 'new'],
      ['2', 'old'],
    ])
    expect(writes.isStuck()).toBe(false)
  })

  it('is no reason for anybody but its own row to be refused', async () => {
    const { disk, writes, put } = aDisk()
    disk.isFull = true
    put('1')
    await expect(writes.onDisk('1')).rejects.toMatchObject({ code: 'JOURNAL_NOT_WRITTEN' })
    await expect(writes.onDisk('2')).resolves.toBeUndefined()
  })

  it('is still synced when it must outlive a power cut', async () => {
    const { disk, writes, pass } = aDisk()
    disk.isFull = true
    writes.note('u', anUpload('u'), true)
    await writes.flushed()
    disk.isFull = false
    await pass()
    expect(disk.syncs).toEqual([true])
  })

  it('is told when it begins and when it is over, and tried at once when the person says so', async () => {
    const { disk, writes, put } = aDisk()
    const told: boolean[] = []
    writes.watchStuck(() => told.push(writes.isStuck()))
    disk.isFull = true
    put('1')
    await writes.flushed()
    await writes.tryNow()
    disk.isFull = false
    await writes.tryNow()
    expect(told).toEqual([true, false])
  })
})

describe('a row that waits for its own entry', () => {
  it('waits for no sync of what others have finished, which comes with the next that all share', async () => {
    const { disk, writes, pass, put } = aDisk()
    writes.note('done', anUpload('done'), true)
    put('1')
    await writes.onDisk('1')
    expect(disk.syncs).toEqual([false])
    await pass()
    expect(disk.syncs).toEqual([false, true])
    await writes.flushed()
    expect(disk.syncs).toHaveLength(2)
  })

  it('waits for a sync when it needs one itself, also when another has written it already', async () => {
    const { disk, writes, put } = aDisk()
    writes.note('new', anUpload('new'), true)
    put('1')
    await writes.onDisk('1')
    await writes.onDisk('new')
    expect(disk.syncs).toEqual([false, true])
  })
})
