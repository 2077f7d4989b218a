import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BLOCK_BYTES, createBlockPool } from '../../../electron/bytes/block'
import { newCrc64 } from '../../../electron/bytes/crc64'
import type { Disk } from '../../../electron/files/disk'
import { buildModule } from '../../support/build-module'
import { realDiskThreads } from '../../support/disk-threads'
import { sampleBytes } from '../../support/sample-bytes'
import { aSlowDrive } from '../../support/slow-drive'
import { aTempFolder } from '../../support/temp-folder'

const folder = aTempFolder()
const pool = createBlockPool()
const HAS_PIPES = process.platform !== 'win32'
const IS_ROOT = process.getuid?.() === 0
let threadPath: string
let threads: Worker[] = []
let disk: Disk

beforeAll(async () => {
  threadPath = await buildModule('electron/files/disk-thread.ts')
})
afterAll(() => rm(dirname(threadPath), { recursive: true }))

function startDisk(startThread = () => new Worker(threadPath)): void {
  threads = []
  disk = realDiskThreads(() => {
    const thread = startThread()
    threads.push(thread)
    return thread
  })
}
afterEach(() => disk.close())

function aFile(name: string, bytes: Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('a disk thread that reads a file whole', () => {
  it('brings its bytes, who it is, and what it sums up to', async () => {
    startDisk()
    for (const size of [0, 1, 4096, 70_001, BLOCK_BYTES]) {
      const bytes = sampleBytes(size)
      const path = aFile(`file-${size}`, bytes)
      const block = pool.take()
      const { mtimeMs, ino } = statSync(path)
      const crc = await newCrc64()
      crc.update(bytes)
      expect(await disk.readWhole(path, block)).toEqual({
        kind: 'read',
        sizeBytes: size,
        mtimeMs,
        inode: ino,
        crc64: crc.decimal(),
        md5: createHash('md5').update(bytes).digest('base64'),
      })
      expect(block.bytes.subarray(0, size).equals(bytes)).toBe(true)
      pool.release(block)
    }
    expect(threads).toHaveLength(1)
  })

  it('answers each of many that come at once with its own', async () => {
    startDisk()
    const read = async (number: number) => {
      const bytes = sampleBytes(1000 + number, number)
      const block = pool.take()
      const answer = await disk.readWhole(aFile(`many-${number}`, bytes), block)
      expect(answer).toMatchObject({ kind: 'read', sizeBytes: bytes.length })
      expect(block.bytes.subarray(0, bytes.length).equals(bytes)).toBe(true)
    }
    await Promise.all(Array.from({ length: 50 }, (_, number) => read(number)))
  })

  it('says that a file is larger than a block, and that a folder is no file', async () => {
    startDisk()
    mkdirSync(join(folder, 'a-folder'))
    const large = aFile('large', sampleBytes(BLOCK_BYTES + 1))
    expect(await disk.readWhole(large, pool.take())).toEqual({ kind: 'too-large' })
    const aFolder = disk.readWhole(join(folder, 'a-folder'), pool.take())
    expect(await aFolder).toEqual({ kind: 'not-regular' })
  })

  it('tells the errno of a file that is not there, or may not be read', async () => {
    startDisk()
    const missing = disk.readWhole(join(folder, 'nobody'), pool.take())
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' })
    if (IS_ROOT || !HAS_PIPES) return
    const closed = aFile('closed', sampleBytes(10))
    chmodSync(closed, 0)
    await expect(disk.readWhole(closed, pool.take())).rejects.toMatchObject({ code: 'EACCES' })
  })

  if (HAS_PIPES) {
    it('refuses a named pipe, without waiting for a writer', async () => {
      startDisk()
      execFileSync('mkfifo', [join(folder, 'pipe')])
      const answer = await disk.readWhole(join(folder, 'pipe'), pool.take())
      expect(answer).toEqual({ kind: 'not-regular' })
    })
  }
})

describe('a file that changes while it is read', () => {
  async function changedAt(call: 'readSync' | 'statSync', change: (path: string) => void) {
    const drive = aSlowDrive(call)
    startDisk(() => drive.startThread(threadPath))
    const path = aFile(`slow-drive-${call}`, sampleBytes(1000))
    const answer = disk.readWhole(path, pool.take())
    await expect.poll(drive.waiting).toBe(1)
    change(path)
    drive.wake()
    return answer
  }

  it('is not taken for whole: shorter or longer, replaced, or gone', async () => {
    const changed = { kind: 'changed' }
    expect(await changedAt('readSync', (path) => truncateSync(path, 500))).toEqual(changed)
    await disk.close()
    expect(await changedAt('readSync', (path) => appendFileSync(path, '!'))).toEqual(changed)
    await disk.close()
    const other = aFile('other', sampleBytes(1000))
    expect(await changedAt('statSync', (path) => renameSync(other, path))).toEqual(changed)
    await disk.close()
    const gone = changedAt('statSync', (path) => rmSync(path))
    await expect(gone).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('disk threads', () => {
  it('fail what they were at when they die, and the next file is read by a new one', async () => {
    startDisk()
    const path = aFile('survivor', sampleBytes(100))
    await disk.readWhole(path, pool.take())
    const asked = disk.readWhole(path, pool.take()).then(
      ({ kind }) => kind,
      (thrown) => thrown.info,
    )
    await new Promise((resolve) => setImmediate(resolve))
    await threads[0]?.terminate()
    const end = await asked
    if (end !== 'read') expect(end).toMatchObject({ code: 'UNEXPECTED', retry: 'automatic' })

    expect(await disk.readWhole(path, pool.take())).toMatchObject({ kind: 'read' })
    expect(threads).toHaveLength(2)
  })

  it('fail what is asked when none can be started, and are tried again at the next file', async () => {
    let isBroken = true
    startDisk(() => {
      if (isBroken) throw new Error('no more threads')
      return new Worker(threadPath)
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
  const read = (path: string) => disk.readWhole(path, pool.take())

  it('holds up no other file, not even those that came in the same message', async () => {
    const drive = aSlowDrive()
    startDisk(() => drive.startThread(threadPath))
    const [slow = ''] = onDrive(1)
    const quick = aFile('quick', sampleBytes(50))
    const ends = [read(quick), read(slow), read(quick), read(quick)]
    expect(await ends[0]).toMatchObject({ kind: 'read', sizeBytes: 50 })
    expect(await ends[2]).toMatchObject({ kind: 'read', sizeBytes: 50 })
    expect(await ends[3]).toMatchObject({ kind: 'read', sizeBytes: 50 })
    expect(await read(quick)).toMatchObject({ kind: 'read' })
    expect(drive.waiting()).toBe(1)
    expect(threads).toHaveLength(2)
    drive.wake()
    expect(await ends[1]).toMatchObject({ kind: 'read', sizeBytes: 100 })
  })

  it('never takes more than four threads, and what waits for it is done once it answers', async () => {
    const drive = aSlowDrive()
    startDisk(() => drive.startThread(threadPath))
    const reads = onDrive(9).map(read)
    await expect.poll(drive.waiting, { timeout: 5000 }).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(threads).toHaveLength(4)
    drive.wake()
    const sizes = (await Promise.all(reads)).map((answer) =>
      answer.kind === 'read' ? answer.sizeBytes : 0,
    )
    expect(sizes).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108])
  })
})
