import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../electron/app/open-journal'
import { expectCode } from '../../support/expect-code'
import { mountSmallDisk } from '../../support/small-disk'

const KEYS = Array.from({ length: 200 }, (_, index) => `job/${String(index).padStart(3, '0')}`)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-full-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function writeJournal(path: string): Promise<void> {
  const { store } = await openJournal(path, Date.now)
  await store.batch(
    KEYS.map((key) => ({ type: 'put', key, value: JSON.stringify({ name: 'x'.repeat(300) }) })),
    { sync: true },
  )
  await store.close()
}

async function readJournal(path: string) {
  const { store, putAside } = await openJournal(path, Date.now)
  const keys: string[] = []
  for await (const [key] of store.entries({})) keys.push(key)
  await store.close()
  return { keys, putAside }
}

describe('a journal that can’t be opened because the disk is full', () => {
  it('is not taken for damaged: it is left as it is, with nothing beside it', async () => {
    const path = join(folder, 'journal')
    await writeJournal(path)
    await writeFile(join(path, 'CURRENT'), 'no manifest at all')
    await expectCode(
      openJournal(path, Date.now, async () => false),
      'DISK_FULL',
    )
    expect(await readdir(folder)).toEqual(['journal'])
    expect(await readFile(join(path, 'CURRENT'), 'utf8')).toBe('no manifest at all')
  })

  it('has all its entries when there is room again, on a disk that was full', async (context) => {
    const disk = await mountSmallDisk(join(folder, 'disk'), 4)
    if (!disk) return context.skip('Only root can mount a disk, on Linux')
    try {
      const path = join(disk.folder, 'journal')
      await writeJournal(path)
      // Several starts, with no room at all and with room for a part of what opening writes.
      for (const freeBytes of [0, 4 * 1024, 8 * 1024, 0]) {
        await writeFile(join(disk.folder, 'to-be-freed'), Buffer.alloc(freeBytes))
        await disk.fill()
        await rm(join(disk.folder, 'to-be-freed'))
        await expectCode(openJournal(path, Date.now), 'DISK_FULL')
        await disk.empty()
      }
      expect((await readdir(disk.folder)).sort()).toEqual(['journal'])
      expect(await readJournal(path)).toEqual({ keys: KEYS, putAside: undefined })
      expect((await readdir(path)).filter((name) => /kept|probe/.test(name))).toEqual([])
    } finally {
      await disk.unmount()
    }
  })

  it('can be begun in a folder that was not there before, once there is room', async (context) => {
    const disk = await mountSmallDisk(join(folder, 'disk'), 1)
    if (!disk) return context.skip('Only root can mount a disk, on Linux')
    try {
      const path = join(disk.folder, 'journal')
      await disk.fill()
      await expectCode(openJournal(path, Date.now), 'DISK_FULL')
      await disk.empty()
      expect(await readJournal(path)).toEqual({ keys: [], putAside: undefined })
    } finally {
      await disk.unmount()
    }
  })
})
