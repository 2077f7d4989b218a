import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES, type Block, createBlockPool } from '../../../electron/bytes/block'
import type { Disk } from '../../../electron/files/disk'
import { fileIdOf } from '../../../electron/files/file-id'
import { aDiskBench } from '../../support/disk-bench'
import { independentCrc64 } from '../../support/independent-crc64'
import { sampleBytes } from '../../support/sample-bytes'
import { aSlowDrive } from '../../support/slow-drive'
import { aTempFolder } from '../../support/temp-folder'

const folder = aTempFolder()
const bench = aDiskBench()
const pool = createBlockPool()
const HAS_PIPES = process.platform !== 'win32'
const IS_ROOT = process.getuid?.() === 0

function aFile(name: string, bytes: Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('a disk thread that reads a file whole', () => {
  it('brings its bytes, who it is, and what it sums up to', async () => {
    const disk = bench.start()
    for (const size of [0, 1, 4096, 70_001, BLOCK_BYTES]) {
      const bytes = sampleBytes(size)
      const path = aFile(`file-${size}`, bytes)
      const block = pool.take()
      const { mtimeMs, ino } = statSync(path)
      expect(await disk.readWhole(path, block)).toEqual({
        kind: 'read',
        sizeBytes: size,
        mtimeMs,
        inode: ino,
        crc64: await independentCrc64(bytes),
        md5: createHash('md5').update(bytes).digest('base64'),
      })
      expect(block.bytes.subarray(0, size).equals(bytes)).toBe(true)
      pool.release(block)
    }
    expect(bench.threads()).toHaveLength(1)
  })

  it('answers each of many that come at once with its own', async () => {
    const disk = bench.start()
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
    const disk = bench.start()
    mkdirSync(join(folder, 'a-folder'))
    const large = aFile('large', sampleBytes(BLOCK_BYTES + 1))
    expect(await disk.readWhole(large, pool.take())).toEqual({ kind: 'too-large' })
    const aFolder = disk.readWhole(join(folder, 'a-folder'), pool.take())
    expect(await aFolder).toEqual({ kind: 'not-regular' })
  })

  it('tells the errno of a file that is not there, or may not be read', async () => {
    const disk = bench.start()
    const missing = disk.readWhole(join(folder, 'nobody'), pool.take())
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' })
    if (IS_ROOT || !HAS_PIPES) return
    const closed = aFile('closed', sampleBytes(10))
    chmodSync(closed, 0)
    await expect(disk.readWhole(closed, pool.take())).rejects.toMatchObject({ code: 'EACCES' })
  })

  if (HAS_PIPES) {
    it('refuses a named pipe, without waiting for a writer', async () => {
      const disk = bench.start()
      execFileSync('mkfifo', [join(folder, 'pipe')])
      const answer = await disk.readWhole(join(folder, 'pipe'), pool.take())
      expect(answer).toEqual({ kind: 'not-regular' })
    })
  }
})

async function aPart(disk: Disk, path: string, block: Block, sizeBytes: number) {
  const stored = await disk.store({ path, sizeBytes }, block)
  if (stored.kind === 'placed') throw new TypeError('It was told no name')
  return stored
}

describe('a disk thread that stores and places a file', () => {
  it('writes it, and gives it its name when another thread is asked for that', async () => {
    const drive = aSlowDrive()
    const disk = bench.startOn(drive)
    const block = pool.take()
    block.bytes.write('123456789')
    const [from, to] = [join(folder, 'x.part'), join(folder, 'x')]
    const { fd, fileId, crc64 } = await aPart(disk, from, block, 9)
    expect(crc64).toBe('11051210869376104954')
    expect(readFileSync(from, 'utf8')).toBe('123456789')
    expect(fileId).toBe(fileIdOf(statSync(from, { bigint: true })))

    const stuck = disk.readWhole(aFile('slow-drive-beside', sampleBytes(1)), pool.take())
    expect(await disk.place({ fd, from, to, isOver: false })).toBe('placed')
    expect(bench.threads()).toHaveLength(2)
    expect(readFileSync(to, 'utf8')).toBe('123456789')
    expect(existsSync(from)).toBe(false)
    expect(() => fstatSync(fd)).toThrow('EBADF')
    drive.wake()
    await stuck
  })

  it('overwrites only what it shall, and says what it could not do', async () => {
    const disk = bench.start()
    const part = async (name: string) => {
      const from = join(folder, name)
      return { from, ...(await aPart(disk, from, pool.take(), 3)) }
    }
    const to = aFile('theirs', sampleBytes(5))
    const one = await part('one.part')
    expect(await disk.place({ ...one, to, isOver: false })).toBe('taken')
    expect(statSync(to).size).toBe(5)
    const two = await part('two.part')
    expect(await disk.place({ ...two, to, isOver: true })).toBe('placed')
    expect(statSync(to).size).toBe(3)
    const three = await part('three.part')
    const nowhere = join(folder, 'gone', 'x')
    expect(await disk.place({ ...three, to: nowhere, isOver: false })).toBe('untried')
    const lost = aPart(disk, nowhere, pool.take(), 3)
    await expect(lost).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a disk thread that stores a file whose sum is known', () => {
  const sum = '11051210869376104954'
  const storing = (name: string, to = name) => {
    const block = pool.take()
    block.bytes.write('123456789')
    const as = { to: join(folder, to), isOver: false, crc64: sum }
    return [{ path: join(folder, `${name}.part`), sizeBytes: 9, as }, block] as const
  }

  it('gives each of many its name in the same go', async () => {
    const disk = bench.start()
    const names = Array.from({ length: 30 }, (_, number) => `known-${number}`)
    const ends = await Promise.all(names.map((name) => disk.store(...storing(name))))
    expect(ends[0]).toEqual({ kind: 'placed', isLinked: false })
    for (const [number, end] of ends.entries()) {
      const isPlaced = end.kind === 'placed'
      const name = isPlaced ? `known-${number}` : `known-${number}.part`
      expect(readFileSync(join(folder, name), 'utf8')).toBe('123456789')
      expect(existsSync(join(folder, `known-${number}.part`))).toBe(!isPlaced)
      // The disk of a busy machine counts as slow for a while.
      if (!isPlaced) closeSync(end.fd)
    }
  })

  it('leaves a name that somebody has to them, and the part file open', async () => {
    const disk = bench.start()
    const theirs = aFile('known-theirs', sampleBytes(5))
    const stored = await disk.store(...storing('known-other', 'known-theirs'))
    expect(stored).toMatchObject({ kind: 'stored', crc64: sum })
    expect(statSync(theirs).size).toBe(5)
    if (stored.kind === 'placed') return
    expect(fstatSync(stored.fd).size).toBe(9)
    closeSync(stored.fd)
  })

  it('leaves the syncing to others where that is slow', async () => {
    const drive = aSlowDrive('fsyncSync')
    const disk = bench.startOn(drive)
    const first = disk.store(...storing('slow-sync-1'))
    await expect.poll(drive.waiting).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 30))
    drive.wake()
    expect(await first).toMatchObject({ kind: 'placed' })
    expect(await disk.store(...storing('slow-sync-2'))).toMatchObject({ kind: 'stored' })
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await disk.store(...storing('slow-sync-3'))).toMatchObject({ kind: 'placed' })
  })
})

describe('a file that changes while it is read', () => {
  async function changedAt(call: 'readSync' | 'statSync', change: (path: string) => void) {
    const drive = aSlowDrive(call)
    const disk = bench.startOn(drive)
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
    expect(await changedAt('readSync', (path) => appendFileSync(path, '!'))).toEqual(changed)
    const other = aFile('other', sampleBytes(1000))
    expect(await changedAt('statSync', (path) => renameSync(other, path))).toEqual(changed)
    const gone = changedAt('statSync', (path) => rmSync(path))
    await expect(gone).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
