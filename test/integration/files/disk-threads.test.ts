import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createBlockPool } from '../../../electron/bytes/block'
import type { Disk } from '../../../electron/files/disk'
import { aDiskBench } from '../../support/disk-bench'
import { sampleBytes } from '../../support/sample-bytes'
import { aSlowDrive } from '../../support/slow-drive'
import { aTempFolder } from '../../support/temp-folder'

const folder = aTempFolder()
const bench = aDiskBench()
const pool = createBlockPool()

function aFile(name: string, bytes: Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('disk threads', () => {
  it('are one when nothing is slow, which may be started before the first file', async () => {
    const disk = bench.start()
    disk.warm()
    disk.warm()
    expect(bench.threads()).toHaveLength(1)
    const path = aFile('first', sampleBytes(100))
    expect(await disk.readWhole(path, pool.take())).toMatchObject({ kind: 'read' })
    expect(bench.threads()).toHaveLength(1)
  })

  it('fail what they were at when they die, and the next file is read by a new one', async () => {
    const disk = bench.start()
    const path = aFile('survivor', sampleBytes(100))
    await disk.readWhole(path, pool.take())
    const asked = disk.readWhole(path, pool.take()).then(
      ({ kind }) => kind,
      (thrown) => thrown.info,
    )
    await new Promise((resolve) => setImmediate(resolve))
    await bench.threads()[0]?.terminate()
    const end = await asked
    if (end !== 'read') expect(end).toMatchObject({ code: 'UNEXPECTED', retry: 'automatic' })

    expect(await disk.readWhole(path, pool.take())).toMatchObject({ kind: 'read' })
    expect(bench.threads()).toHaveLength(2)
  })

  it('fail what is asked when none can be started, and are tried again at the next file', async () => {
    let isBroken = true
    const disk = bench.start((path) => {
      if (isBroken) throw new Error('no more threads')
      return new Worker(path, { trackUnmanagedFds: false })
    })
    const path = aFile('patient', sampleBytes(100))
    const info = { code: 'UNEXPECTED', retry: 'automatic' }
    await expect(disk.readWhole(path, pool.take())).rejects.toMatchObject({ info })
    isBroken = false
    expect(await disk.readWhole(path, pool.take())).toMatchObject({ kind: 'read' })
  })
})

describe('a drive that is slow', () => {
  const onDrive = (count: number) =>
    Array.from({ length: count }, (_, number) =>
      aFile(`slow-drive-${number}`, sampleBytes(100 + number)),
    )
  const readsOf = (disk: Disk) => (path: string) => disk.readWhole(path, pool.take())

  it('holds up no other file, not even those that came in the same message', async () => {
    const drive = aSlowDrive()
    const read = readsOf(bench.startOn(drive))
    const [slow = ''] = onDrive(1)
    const quick = aFile('quick', sampleBytes(50))
    const ends = [read(quick), read(slow), read(quick), read(quick)]
    expect(await ends[0]).toMatchObject({ kind: 'read', sizeBytes: 50 })
    expect(await ends[2]).toMatchObject({ kind: 'read', sizeBytes: 50 })
    expect(await ends[3]).toMatchObject({ kind: 'read', sizeBytes: 50 })
    expect(await read(quick)).toMatchObject({ kind: 'read' })
    expect(drive.waiting()).toBe(1)
    expect(bench.threads()).toHaveLength(2)
    drive.wake()
    expect(await ends[1]).toMatchObject({ kind: 'read', sizeBytes: 100 })
  })

  it('never takes more than four threads, and what waits for it is done once it answers', async () => {
    const drive = aSlowDrive()
    const read = readsOf(bench.startOn(drive))
    const reads = onDrive(9).map(read)
    await expect.poll(drive.waiting, { timeout: 5000 }).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(bench.threads()).toHaveLength(4)
    drive.wake()
    const sizes = (await Promise.all(reads)).map((answer) =>
      answer.kind === 'read' ? answer.sizeBytes : 0,
    )
    expect(sizes).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108])
  })
})
