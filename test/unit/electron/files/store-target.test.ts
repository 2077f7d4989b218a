import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createBlockPool } from '../../../../electron/bytes/block'
import type { Disk } from '../../../../electron/files/disk'
import { fileIdOf } from '../../../../electron/files/file-id'
import { createFolderNames } from '../../../../electron/files/folder-names'
import { createLocalDisk } from '../../../../electron/files/local-disk'
import { partNameOf } from '../../../../electron/files/part-file'
import { claimForSmall } from '../../../../electron/files/store-target'
import type { TargetRequest } from '../../../../electron/files/target-file'
import { aTempFolder } from '../../../support/temp-folder'

const root = aTempFolder()
const names = createFolderNames()
const pool = createBlockPool()
const disk = await createLocalDisk()
const failure = (code: string) => expect.objectContaining({ code })
let count = 0

function aFolder(): string {
  count += 1
  const folder = join(root, `${count}`)
  mkdirSync(folder)
  return folder
}

async function store(
  folder: string,
  text: string,
  more: Partial<TargetRequest & { on: Disk; crc64: string }> = {},
) {
  count += 1
  const { on = disk, crc64, ...change } = more
  const own = { folder, name: 'a.txt', conflict: 'number', batchId: `b${count}` } as const
  const block = pool.take()
  block.bytes.write(text)
  const sizeBytes = Buffer.byteLength(text)
  const request = { ...own, partId: `p${count}`, ...change }
  const claimed = await claimForSmall(on, names, request)
  return claimed?.store({ block, sizeBytes, crc64 }).finally(() => pool.release(block))
}

/** One whose sum is not known before: it is a part file at first. */
async function storePart(...request: Parameters<typeof store>) {
  const stored = await store(...request)
  if (stored?.kind === 'placed') throw new TypeError('It has its name already')
  return stored
}

const inFolder = (folder: string) => readdirSync(folder).sort()
const content = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

describe('a name for a file whose bytes are on their way', () => {
  it("is nobody else's until it is released, and nothing is on disk", async () => {
    const folder = aFolder()
    const request = {
      folder,
      name: 'a.txt',
      conflict: 'number',
      batchId: 'b',
      partId: 'p',
    } as const
    const claimed = await claimForSmall(disk, names, request)
    expect(inFolder(folder)).toEqual([])
    await (await storePart(folder, 'x'))?.target.commit()
    expect(inFolder(folder)).toEqual(['a (2).txt'])
    claimed?.release()
    await (await storePart(folder, 'y'))?.target.commit()
    expect(inFolder(folder)).toEqual(['a (2).txt', 'a.txt'])
  })
})

describe('a file whose bytes are all here', () => {
  it('is a part file with its sum, then has its name, and is the same file', async () => {
    const folder = aFolder()
    const stored = await storePart(folder, '123456789', { partId: 'k3f9' })
    expect(inFolder(folder)).toEqual(['a.txt.k3f9.part'])
    expect(stored?.crc64).toBe('11051210869376104954')
    const placed = await stored?.target.commit()
    expect(placed).toEqual({ kind: 'done', name: 'a.txt', path: join(folder, 'a.txt') })
    expect(inFolder(folder)).toEqual(['a.txt'])
    expect(content(folder, 'a.txt')).toBe('123456789')
    const stats = statSync(join(folder, 'a.txt'), { bigint: true })
    expect(stored?.target.fileId).toBe(fileIdOf(stats))
  })

  it('gets its name only when the note of it is written', async () => {
    const folder = aFolder()
    let isNoted = () => {}
    const after = new Promise<void>((resolve) => {
      isNoted = resolve
    })
    const stored = await storePart(folder, 'x', { partId: 'noted' })
    const committed = stored?.target.commit({ after })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(inFolder(folder)).toEqual([partNameOf('a.txt', 'noted')])
    isNoted()
    await committed
    expect(inFolder(folder)).toEqual(['a.txt'])
  })

  it('may be empty, and takes the place of what a killed run left', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, partNameOf('a.txt', 'same')), 'stale bytes')
    const stored = await storePart(folder, '', { partId: 'same' })
    await stored?.target.commit()
    expect(content(folder, 'a.txt')).toBe('')
  })

  it('leaves nothing behind when it is given up, and its name is free', async () => {
    const folder = aFolder()
    await (await storePart(folder, 'x'))?.target.discard()
    expect(inFolder(folder)).toEqual([])
    const next = await storePart(folder, 'y')
    expect(await next?.target.commit()).toMatchObject({ name: 'a.txt' })
  })

  it('never overwrites a name that came up meanwhile, and is numbered or skipped', async () => {
    const folder = aFolder()
    const numbered = await storePart(folder, 'ours')
    const skipped = await storePart(folder, 'ours', { name: 'b.txt', conflict: 'skip' })
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), 'theirs')
    expect(await numbered?.target.commit()).toMatchObject({ name: 'a (2).txt' })
    expect(await skipped?.target.commit()).toEqual({ kind: 'skipped' })
    expect(inFolder(folder)).toEqual(['a (2).txt', 'a.txt', 'b.txt'])
    expect(content(folder, 'a.txt')).toBe('theirs')
    expect(await storePart(folder, 'ours', { name: 'b.txt', conflict: 'skip' })).toBeUndefined()
  })

  it('overwrites when asked for, but no folder', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'a.txt'), 'old')
    const stored = await storePart(folder, 'new', { conflict: 'overwrite' })
    await stored?.target.commit()
    expect(content(folder, 'a.txt')).toBe('new')
    mkdirSync(join(folder, 'b'))
    const beside = await storePart(folder, 'file', { name: 'b', conflict: 'overwrite' })
    await beside?.target.commit()
    expect(inFolder(folder)).toEqual(['a.txt', 'b', 'b (2)'])
  })

  it('gets its name in the slow way where the quick one is closed, or ends midway', async () => {
    for (const answer of ['untried', 'linked'] as const) {
      const folder = aFolder()
      const on: Disk = {
        ...disk,
        async place(placing) {
          if (answer === 'untried') return answer
          // The old name is still there, as after a virus scanner has held it.
          const bytes = readFileSync(placing.from)
          await disk.place(placing)
          writeFileSync(placing.from, bytes)
          return answer
        },
      }
      const stored = await storePart(folder, answer, { on })
      expect(await stored?.target.commit()).toMatchObject({ kind: 'done', name: 'a.txt' })
      expect(inFolder(folder)).toEqual(['a.txt'])
      expect(content(folder, 'a.txt')).toBe(answer)
    }
  })

  it('says that the folder is missing or the disk full, and the name is free again', async () => {
    await expect(storePart(join(root, 'gone'), 'x')).rejects.toEqual(failure('FOLDER_NOT_FOUND'))
    const folder = aFolder()
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const on: Disk = { ...disk, store: () => Promise.reject(full) }
    await expect(storePart(folder, 'x', { on })).rejects.toMatchObject({
      info: { code: 'DISK_FULL', params: { expectedBytes: 1 } },
    })
    const next = await storePart(folder, 'x')
    expect(await next?.target.commit()).toMatchObject({ name: 'a.txt' })
  })

  it('is given one name each when many come at once', async () => {
    const folder = aFolder()
    const texts = Array.from({ length: 20 }, (_, number) => `content ${number}`)
    await Promise.all(texts.map(async (text) => (await storePart(folder, text))?.target.commit()))
    const found = inFolder(folder).map((name) => content(folder, name))
    expect(found.sort()).toEqual(texts.sort())
  })
})

describe('a file whose sum is known before', () => {
  const SUM = '11051210869376104954'
  const known = { crc64: SUM } as const

  it('has its name at once, and its batch remembers that', async () => {
    const folder = aFolder()
    const batch = { ...known, batchId: 'known' }
    expect(await store(folder, '123456789', batch)).toEqual({
      kind: 'placed',
      path: join(folder, 'a.txt'),
    })
    expect(inFolder(folder)).toEqual(['a.txt'])
    const next = await store(folder, '123456789', { ...batch, conflict: 'overwrite' })
    expect(next).toEqual({ kind: 'placed', path: join(folder, 'a (2).txt') })
  })

  it('gets no name when the sum is another', async () => {
    const folder = aFolder()
    const stored = await storePart(folder, '12345678!', { ...known, partId: 'wrong' })
    expect(stored?.crc64).not.toBe(SUM)
    expect(inFolder(folder)).toEqual([partNameOf('a.txt', 'wrong')])
    await stored?.target.discard()
    expect(inFolder(folder)).toEqual([])
  })

  it('is numbered when the name came up meanwhile, and replaces it only when asked for', async () => {
    const folder = aFolder()
    const meanwhile: Disk = {
      ...disk,
      store(storing, block) {
        writeFileSync(join(folder, 'a.txt'), 'theirs')
        return disk.store(storing, block)
      },
    }
    const numbered = await storePart(folder, '123456789', { ...known, on: meanwhile })
    expect(await numbered?.target.commit()).toMatchObject({ name: 'a (2).txt' })
    expect(content(folder, 'a.txt')).toBe('theirs')
    const over = { ...known, on: meanwhile, conflict: 'overwrite' } as const
    expect(await store(folder, '123456789', over)).toMatchObject({ kind: 'placed' })
    expect(content(folder, 'a.txt')).toBe('123456789')
    expect(inFolder(folder)).toEqual(['a (2).txt', 'a.txt'])
  })

  it('loses its old name even where that was held for a moment', async () => {
    const folder = aFolder()
    const on: Disk = {
      ...disk,
      async store(storing, block) {
        const stored = await disk.store(storing, block)
        writeFileSync(storing.path, 'held')
        return stored.kind === 'placed' ? { ...stored, isLinked: true } : stored
      },
    }
    expect(await store(folder, '123456789', { ...known, on })).toMatchObject({ kind: 'placed' })
    expect(inFolder(folder)).toEqual(['a.txt'])
  })
})
