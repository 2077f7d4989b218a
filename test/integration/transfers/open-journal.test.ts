import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../electron/app/open-journal'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const path = () => join(folder, 'journal')
const now = () => Date.UTC(2026, 10, 23, 14, 5, 9)

async function keysOf(store: Awaited<ReturnType<typeof openJournal>>['store']) {
  const keys: string[] = []
  for await (const [key] of store.entries({})) keys.push(key)
  return keys
}

const ASIDE = 'journal.damaged-2026-11-23T14-05-09-000Z'

/** A journal of some entries, all of them in a table: that is made when it is opened again. */
async function writeMany(count: number): Promise<void> {
  const first = await openJournal(path(), now)
  const value = JSON.stringify({ name: 'x'.repeat(200) })
  const keys = Array.from({ length: count }, (_, index) => `job/${String(index).padStart(5, '0')}`)
  await first.store.batch(keys.map((key) => ({ type: 'put', key, value: value + key })))
  await first.store.close()
  await (await openJournal(path(), now)).store.close()
}

/** Changes the first file of a kind. @returns it as it is now */
async function damage(ending: string, change: (bytes: Buffer) => unknown) {
  const name = (await readdir(path())).find((one) => one.endsWith(ending)) ?? ''
  const bytes = await readFile(join(path(), name))
  change(bytes)
  await writeFile(join(path(), name), bytes)
  return { name, bytes }
}

describe('the journal on disk', () => {
  it('gives back what was written, in the order of its keys', async () => {
    const first = await openJournal(path(), now)
    await first.store.batch([
      { type: 'put', key: 'job/2', value: 'b' },
      { type: 'put', key: 'job/1', value: 'a' },
    ])
    await first.store.close()
    const second = await openJournal(path(), now)
    expect(await keysOf(second.store)).toEqual(['job/1', 'job/2'])
    expect(second.putAside).toBeUndefined()
    await second.store.close()
  })

  it('is copied aside when it is damaged, as it is, and what can be read of it is kept', async () => {
    const first = await openJournal(path(), now)
    await first.store.batch([{ type: 'put', key: 'job/1', value: 'a' }])
    await first.store.close()
    const before = (await readdir(path())).length
    await writeFile(join(path(), 'CURRENT'), 'no manifest at all')
    const second = await openJournal(path(), now)
    expect(second.putAside).toBe(ASIDE)
    expect(await keysOf(second.store)).toEqual(['job/1'])
    expect((await readdir(join(folder, second.putAside ?? ''))).length).toBeGreaterThanOrEqual(
      before - 1,
    )
    await second.store.close()
  })

  it('is found damaged when it opens fine and only one of its blocks is broken', async () => {
    await writeMany(1000)
    const before = await damage('.ldb', (bytes) => bytes.fill(0xff, 2000, 3000))
    const second = await openJournal(path(), now)
    expect(second.putAside).toBe(ASIDE)
    const keys = await keysOf(second.store)
    expect(keys.length).toBeGreaterThan(900)
    expect(keys.length).toBeLessThan(1000)
    await second.store.close()
    expect((await readFile(join(folder, ASIDE, before.name))).equals(before.bytes)).toBe(true)
    const third = await openJournal(path(), now)
    expect(third.putAside).toBeUndefined()
    expect(await keysOf(third.store)).toEqual(keys)
    await third.store.close()
  })

  it('is begun anew when nothing of it can be read', async () => {
    await writeMany(10)
    for (const name of await readdir(path())) await writeFile(join(path(), name), 'nothing')
    const second = await openJournal(path(), now)
    expect(second.putAside).toBe(ASIDE)
    expect(await keysOf(second.store)).toEqual([])
    await second.store.batch([{ type: 'put', key: 'job/1', value: 'a' }])
    await second.store.close()
  })

  it('is never opened by two at once', async () => {
    const first = await openJournal(path(), now)
    await expect(openJournal(path(), now)).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['journal'])
    await first.store.close()
  })
})
