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
  more: Partial<TargetRequest & { on: Disk }> = {},
) {
  count += 1
  const { on = disk, ...change } = more
  const own = { folder, name: 'a.txt', conflict: 'number', batchId: `b${count}` } as const
  const block = pool.take()
  block.bytes.write(text)
  const sizeBytes = Buffer.byteLength(text)
  const request = { ...own, partId: `p${count}`, ...change }
  const claimed = await claimForSmall(on, names, request)
  return claimed?.store({ block, sizeBytes }).finally(() => pool.release(block))
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
    await (await store(folder, 'x'))?.target.commit()
    expect(inFolder(folder)).toEqual(['a (2).txt'])
    claimed?.release()
    await (await store(folder, 'y'))?.target.commit()
    expect(inFolder(folder)).toEqual(['a (2).txt', 'a.txt'])
  })
})

describe('a file whose bytes are all here', () => {
  it('is a part file with its sum, then has its name, and is the same file', async () => {
    const folder = aFolder()
    const stored = await store(folder, '123456789', { partId: 'k3f9' })
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
    const stored = await store(folder, 'x', { partId: 'noted' })
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
    const stored = await store(folder, '', { partId: 'same' })
    await stored?.target.commit()
    expect(content(folder, 'a.txt')).toBe('')
  })

  it('leaves nothing behind when it is given up, and its name is free', async () => {
    const folder = aFolder()
    await (await store(folder, 'x'))?.target.discard()
    expect(inFolder(folder)).toEqual([])
    const next = await store(folder, 'y')
    expect(await next?.target.commit()).toMatchObject({ name: 'a.txt' })
  })

  it('never overwrites a name that came up meanwhile, and is numbered or skipped', async () => {
    const folder = aFolder()
    const numbered = await store(folder, 'ours')
    const skipped = await store(folder, 'ours', { name: 'b.txt', conflict: 'skip' })
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), 'theirs')
    expect(await numbered?.target.commit()).toMatchObject({ name: 'a (2).txt' })
    expect(await skipped?.target.commit()).toEqual({ kind: 'skipped' })
    expect(inFolder(folder)).toEqual(['a (2).txt', 'a.txt', 'b.txt'])
    expect(content(folder, 'a.txt')).toBe('theirs')
    expect(await store(folder, 'ours', { name: 'b.txt', conflict: 'skip' })).toBeUndefined()
  })

  it('overwrites when asked for, but no folder', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'a.txt'), 'old')
    const stored = await store(folder, 'new', { conflict: 'overwrite' })
    await stored?.target.commit()
    expect(content(folder, 'a.txt')).toBe('new')
    mkdirSync(join(folder, 'b'))
    const beside = await store(folder, 'file', { name: 'b', conflict: 'overwrite' })
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
      const stored = await store(folder, answer, { on })
      expect(await stored?.target.commit()).toMatchObject({ kind: 'done', name: 'a.txt' })
      expect(inFolder(folder)).toEqual(['a.txt'])
      expect(content(folder, 'a.txt')).toBe(answer)
    }
  })

  it('says that the folder is missing or the disk full, and the name is free again', async () => {
    await expect(store(join(root, 'gone'), 'x')).rejects.toEqual(failure('FOLDER_NOT_FOUND'))
    const folder = aFolder()
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const on: Disk = { ...disk, storePart: () => Promise.reject(full) }
    await expect(store(folder, 'x', { on })).rejects.toMatchObject({
      info: { code: 'DISK_FULL', params: { expectedBytes: 1 } },
    })
    const next = await store(folder, 'x')
    expect(await next?.target.commit()).toMatchObject({ name: 'a.txt' })
  })

  it('is given one name each when many come at once', async () => {
    const folder = aFolder()
    const texts = Array.from({ length: 20 }, (_, number) => `content ${number}`)
    await Promise.all(texts.map(async (text) => (await store(folder, text))?.target.commit()))
    const found = inFolder(folder).map((name) => content(folder, name))
    expect(found.sort()).toEqual(texts.sort())
  })
})
