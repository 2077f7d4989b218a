import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFolderNames, type FolderNames } from '../../../../electron/files/folder-names'
import { partNameOf } from '../../../../electron/files/part-file'
import {
  claimTarget,
  type TargetFile,
  type TargetRequest,
} from '../../../../electron/files/target-file'

let folder: string
let names: FolderNames
let ids = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oss-courier-target-'))
  names = createFolderNames()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failure = (code: string) => expect.objectContaining({ code })

async function claim(name: string, more: Partial<TargetRequest> = {}): Promise<TargetFile> {
  const target = await claimIfFree(name, more)
  if (!target) throw new Error('skipped')
  return target
}

function claimIfFree(name: string, more: Partial<TargetRequest> = {}) {
  ids += 1
  const request = {
    folder,
    name,
    conflict: 'number',
    batchId: 'batch',
    partId: `id${ids}`,
  } as const
  return claimTarget(names, { ...request, ...more })
}

async function download(name: string, content: string, more: Partial<TargetRequest> = {}) {
  const target = await claim(name, more)
  await target.write(Buffer.from(content), 0)
  return target.commit()
}

const inFolder = () => readdirSync(folder).sort()
const content = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('a file that is being downloaded', () => {
  it('grows in a part file beside its name and gets the name when it is complete', async () => {
    const target = await claim('report.pdf', { partId: 'k3f9' })
    await target.write(Buffer.from('world'), 6)
    await target.write(Buffer.from('hello '), 0)
    expect(inFolder()).toEqual(['report.pdf.k3f9.part'])
    expect(await target.commit()).toEqual({
      kind: 'done',
      name: 'report.pdf',
      path: join(folder, 'report.pdf'),
    })
    expect(inFolder()).toEqual(['report.pdf'])
    expect(content('report.pdf')).toBe('hello world')
  })

  it('leaves nothing behind when it is given up', async () => {
    const target = await claim('report.pdf')
    await target.write(Buffer.from('half'), 0)
    await target.discard()
    expect(inFolder()).toEqual([])
  })

  it('can be kept and gone on with', async () => {
    const first = await claim('report.pdf')
    await first.write(Buffer.from('hello '), 0)
    await first.keep()
    const second = await claim('report.pdf', { keptPart: first.partName })
    expect(second).toMatchObject({ partName: first.partName, keptBytes: 6 })
    await second.write(Buffer.from('world'), 6)
    await second.commit()
    expect(inFolder()).toEqual(['report.pdf'])
    expect(content('report.pdf')).toBe('hello world')
  })

  it('starts anew when the part file that was kept is gone or lies elsewhere', async () => {
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'sub', 'x.part'), 'secret')
    for (const keptPart of ['gone.part', 'sub/x.part', '../x.part', 'sub']) {
      const target = await claim('a.txt', { keptPart })
      expect(target.keptBytes).toBe(0)
      await target.discard()
    }
    expect(readFileSync(join(folder, 'sub', 'x.part'), 'utf8')).toBe('secret')
  })

  it('does not take over what a killed run left under its part name', async () => {
    writeFileSync(join(folder, partNameOf('a.txt', 'same')), 'stale bytes')
    const target = await claim('a.txt', { partId: 'same' })
    await target.write(Buffer.from('new'), 0)
    await target.commit()
    expect(content('a.txt')).toBe('new')
  })
})

describe('a name that exists', () => {
  it('is numbered, and the file that has it stays as it is', async () => {
    writeFileSync(join(folder, 'a.txt'), 'mine')
    await download('a.txt', 'one')
    await download('a.txt', 'two')
    expect(inFolder()).toEqual(['a (2).txt', 'a (3).txt', 'a.txt'])
    expect(content('a.txt')).toBe('mine')
  })

  it('counts as the same in another case or Unicode form', async () => {
    writeFileSync(join(folder, 'Caf\u0065\u0301.TXT'), 'mine')
    await download('caf\u00e9.txt', 'one')
    expect(content('caf\u00e9 (2).txt')).toBe('one')
  })

  it('is overwritten when asked for', async () => {
    writeFileSync(join(folder, 'a.txt'), 'old')
    await download('a.txt', 'new', { conflict: 'overwrite' })
    expect(inFolder()).toEqual(['a.txt'])
    expect(content('a.txt')).toBe('new')
  })

  it('is skipped when asked for', async () => {
    writeFileSync(join(folder, 'a.txt'), 'old')
    expect(await claimIfFree('a.txt', { conflict: 'skip' })).toBeUndefined()
    expect(inFolder()).toEqual(['a.txt'])
  })

  it('of a folder is never overwritten', async () => {
    mkdirSync(join(folder, 'a'))
    await download('a', 'file', { conflict: 'overwrite' })
    expect(inFolder()).toEqual(['a', 'a (2)'])
  })

  it.each(['number', 'overwrite', 'skip'] as const)(
    'is given once to downloads that run at the same time, under "%s"',
    async (conflict) => {
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => download('a.txt', `${n}`, { conflict })),
      )
      expect(inFolder()).toHaveLength(20)
      expect(new Set(inFolder().map(content)).size).toBe(20)
    },
  )

  it.each(['number', 'overwrite', 'skip'] as const)(
    'is given once to downloads of one batch that run one after the other, under "%s"',
    async (conflict) => {
      for (const text of ['one', 'two', 'three']) await download('a.txt', text, { conflict })
      expect(inFolder()).toEqual(['a (2).txt', 'a (3).txt', 'a.txt'])
    },
  )

  it('is overwritten by the same links in a later batch', async () => {
    await download('a.txt', 'one', { conflict: 'overwrite', batchId: 'b1' })
    await download('a.txt', 'two', { conflict: 'overwrite', batchId: 'b2' })
    expect(inFolder()).toEqual(['a.txt'])
    expect(content('a.txt')).toBe('two')
  })

  it('and came up while the bytes were on their way is not overwritten', async () => {
    const numbered = await claim('a.txt')
    const skipped = await claim('b.txt', { conflict: 'skip' })
    writeFileSync(join(folder, 'a.txt'), 'mine')
    writeFileSync(join(folder, 'b.txt'), 'mine')
    expect(await numbered.commit()).toMatchObject({ kind: 'done', name: 'a (2).txt' })
    expect(await skipped.commit()).toEqual({ kind: 'skipped' })
    expect(inFolder()).toEqual(['a (2).txt', 'a.txt', 'b.txt'])
    expect(content('a.txt')).toBe('mine')
    expect(content('b.txt')).toBe('mine')
  })
})

describe('any text as a name', () => {
  it('stays in the folder and can be stored and numbered', async () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '../../outside-of-folder',
        '/etc/passwd',
        'C:\\x\\y.txt',
        'CON',
        'nul.txt',
        '..',
        '.',
        '',
        ' ',
      ),
      fc.constantFrom(
        'é'.repeat(300),
        '文'.repeat(200),
        `${'a'.repeat(300)}.pdf`,
        'a\u0000b',
        'a\nb',
      ),
      fc.string({ unit: 'binary', maxLength: 300 }),
    )
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const before = inFolder().length
        const placed = await download(name, name, { batchId: 'hostile' })
        expect(placed.kind === 'done' && dirname(placed.path)).toBe(folder)
        expect(inFolder()).toHaveLength(before + 1)
      }),
      { numRuns: 150 },
    )
    expect(existsSync(join(dirname(folder), 'outside-of-folder'))).toBe(false)
  })

  it('gives a part name of at most 255 bytes, whatever the id', () => {
    const bytes = (name: string) => Buffer.byteLength(name)
    expect(bytes(partNameOf('文'.repeat(80), 'x'.repeat(200)))).toBeLessThanOrEqual(255)
    expect(partNameOf('a', '../../b')).toBe('a.b.part')
  })
})

describe('a folder that can not take a file', () => {
  it('is named as missing', async () => {
    await expect(claim('a', { folder: join(folder, 'gone') })).rejects.toEqual(
      failure('FOLDER_NOT_FOUND'),
    )
  })

  it('says that the disk is full, and the name is free again', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const openFull = async (path: string, flags: string | number) =>
      Object.assign(await open(path, flags), { write: () => Promise.reject(full) })
    const request = { folder, name: 'a', conflict: 'number', batchId: 'b', partId: 'p' } as const
    const target = await claimTarget(names, request, openFull)
    await expect(target?.write(Buffer.from('x'), 0)).rejects.toEqual(failure('DISK_FULL'))
    await target?.discard()
    expect(inFolder()).toEqual([])
    expect(await download('a', 'x')).toMatchObject({ name: 'a' })
  })
})
