import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DropEntry, expandDrop } from '../../../../electron/files/expand-drop'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'oss-courier-drop-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function files(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), path)
  }
}

async function expand(...paths: string[]): Promise<DropEntry[]> {
  const entries: DropEntry[] = []
  for await (const entry of expandDrop(paths.map((path) => join(root, path)))) entries.push(entry)
  return entries
}

/** `folder/name` of files, `-name reason` of what was left out, `!name CODE` of problems. */
function told(entries: readonly DropEntry[]): string[] {
  return entries.map((entry) => {
    if (entry.kind === 'left-out') return `-${entry.name} ${entry.reason}`
    if (entry.kind === 'problem') return `!${entry.name} ${entry.error.code}`
    return entry.relativeFolder === ''
      ? entry.fileName
      : `${entry.relativeFolder}/${entry.fileName}`
  })
}

describe('what was dropped', () => {
  it('keeps the drop order of files and the structure of folders with their own name', async () => {
    files('z.txt', 'a.txt', 'photos/2024/x.jpg', 'photos/cover.jpg')
    expect(told(await expand('z.txt', 'photos', 'a.txt'))).toEqual([
      'z.txt',
      'photos/cover.jpg',
      'photos/2024/x.jpg',
      'a.txt',
    ])
  })

  it('says size, time and path of a file', async () => {
    files('photos/cover.jpg')
    expect(await expand('photos')).toEqual([
      {
        kind: 'file',
        path: join(root, 'photos', 'cover.jpg'),
        fileName: 'cover.jpg',
        relativeFolder: 'photos',
        sizeBytes: 'photos/cover.jpg'.length,
        mtimeMs: expect.any(Number),
      },
    ])
  })

  it('counts as people do: 2 before 10', async () => {
    files('d/10.txt', 'd/2.txt', 'd/1.txt')
    expect(told(await expand('d'))).toEqual(['d/1.txt', 'd/2.txt', 'd/10.txt'])
  })

  it('leaves out junk, hidden files and links, and says so', async () => {
    files('d/a.txt', 'd/.DS_Store', 'd/Thumbs.db', 'd/._a.txt', 'd/~$a.docx', 'd/.git/config')
    symlinkSync(join(root, 'd/a.txt'), join(root, 'd/link.txt'))
    symlinkSync(join(root, 'd'), join(root, 'd/circle'))
    expect(told(await expand('d')).sort()).toEqual(
      [
        'd/a.txt',
        '-d/.DS_Store junk',
        '-d/Thumbs.db junk',
        '-d/._a.txt junk',
        '-d/~$a.docx junk',
        '-d/.git hidden',
        '-d/link.txt link',
        '-d/circle link',
      ].sort(),
    )
  })

  it('takes a hidden file and a link that are dropped by themselves', async () => {
    files('d/.env', 'target.txt', 'folder/in.txt')
    symlinkSync(join(root, 'target.txt'), join(root, 'link.txt'))
    symlinkSync(join(root, 'folder'), join(root, 'to-folder'))
    expect(told(await expand('d/.env', 'link.txt', 'to-folder'))).toEqual([
      '.env',
      'link.txt',
      'to-folder/in.txt',
    ])
  })

  it('brings a file once when its folder is dropped too, or it is dropped twice', async () => {
    files('d/a.txt', 'd/sub/b.txt')
    expect(told(await expand('d/a.txt', 'd', 'd/sub', 'd/sub/b.txt', 'd'))).toEqual([
      'd/a.txt',
      'd/sub/b.txt',
    ])
  })

  it('brings a hidden file that was named beside its folder', async () => {
    files('d/a.txt', 'd/.env', 'd/.git/config')
    expect(told(await expand('d', 'd/.env', 'd/.git/config')).sort()).toEqual([
      '-d/.git hidden',
      'config',
      'd/.env',
      'd/a.txt',
    ])
  })

  it('says that a dropped folder has no file in it, instead of doing nothing at all', async () => {
    mkdirSync(join(root, 'd/e/f'), { recursive: true })
    files('full/a.txt')
    mkdirSync(join(root, 'full/empty'))
    expect(told(await expand('d', 'full'))).toEqual(['!d FOLDER_EMPTY', 'full/a.txt'])
  })

  it('reports what is missing and goes on', async () => {
    files('a.txt')
    symlinkSync(join(root, 'nowhere'), join(root, 'dead'))
    expect(told(await expand('gone.txt', 'dead', 'a.txt'))).toEqual([
      '!gone.txt FILE_NOT_FOUND',
      '!dead FILE_NOT_FOUND',
      'a.txt',
    ])
  })

  // Windows knows no such permissions, and root may read everything.
  if (process.platform !== 'win32' && process.getuid?.() !== 0) {
    it('reports what may not be read and goes on', async () => {
      files('d/a.txt', 'd/closed.txt', 'd/closed/in.txt')
      chmodSync(join(root, 'd/closed.txt'), 0)
      chmodSync(join(root, 'd/closed'), 0)
      const entries = told(await expand('d'))
      chmodSync(join(root, 'd/closed'), 0o700)
      expect(entries).toEqual([
        'd/a.txt',
        '!d/closed.txt FILE_UNREADABLE',
        '!d/closed FOLDER_UNREADABLE',
      ])
    })
  }

  it('ends when it is told to, without a word', async () => {
    files(...Array.from({ length: 200 }, (_, n) => `d/${n}.txt`))
    const controller = new AbortController()
    let seen = 0
    for await (const _entry of expandDrop([join(root, 'd')], { signal: controller.signal })) {
      seen += 1
      controller.abort()
    }
    expect(seen).toBeLessThan(100)
  })

  it('walks a folder of thousands in stretches that are in order each', async () => {
    files(...Array.from({ length: 4500 }, (_, n) => `d/${n}.txt`))
    const entries = told(await expand('d'))
    expect(new Set(entries).size).toBe(4500)
    const numbers = entries.slice(0, 2000).map((name) => Number(name.slice(2, -4)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  })
})
