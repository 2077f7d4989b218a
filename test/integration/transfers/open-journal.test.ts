import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
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

const SYNC = { sync: true }
const ASIDE = 'journal.damaged-2026-11-23T14-05-09-000Z'

/** A journal of some entries, all of them in a table: that is made when it is opened again. */
async function writeMany(count: number): Promise<void> {
  const first = await openJournal(path(), now)
  const keys = Array.from({ length: count }, (_, index) => `job/${String(index).padStart(5, '0')}`)
  await first.store.batch(
    keys.map((key) => ({
      type: 'put',
      key,
      value: JSON.stringify({ name: 'x'.repeat(200), key }),
    })),
    SYNC,
  )
  await first.store.close()
  await (await openJournal(path(), now)).store.close()
}

/** A journal of 1,000 entries in five batches, all of them in the log. */
async function writeLog(): Promise<void> {
  const { store } = await openJournal(path(), now)
  for (let batch = 0; batch < 5; batch += 1) {
    const keys = Array.from({ length: 200 }, (_, index) => `job/${batch}/${index}`)
    await store.batch(
      keys.map((key) => ({ type: 'put', key, value: `{"name":"${key}"}` })),
      SYNC,
    )
  }
  await store.close()
}

/** Changes the first file of a kind. @returns it as it is now */
async function damage(ending: string, change: (bytes: Buffer) => Buffer) {
  const name = (await readdir(path())).find((one) => one.endsWith(ending)) ?? ''
  const bytes = change(await readFile(join(path(), name)))
  await writeFile(join(path(), name), bytes)
  return { name, bytes }
}

function flipped(bytes: Buffer, at: number): Buffer {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return bytes
}

describe('the journal on disk', () => {
  it('gives back what was written, in the order of its keys', async () => {
    const first = await openJournal(path(), now)
    await first.store.batch(
      [
        { type: 'put', key: 'job/2', value: 'b' },
        { type: 'put', key: 'job/1', value: 'a' },
      ],
      SYNC,
    )
    await first.store.close()
    const second = await openJournal(path(), now)
    expect(await keysOf(second.store)).toEqual(['job/1', 'job/2'])
    expect(second.putAside).toBeUndefined()
    await second.store.close()
  })

  it('is copied aside when it is damaged, as it is, and what can be read of it is kept', async () => {
    const first = await openJournal(path(), now)
    await first.store.batch([{ type: 'put', key: 'job/1', value: 'a' }], SYNC)
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
    await second.store.batch([{ type: 'put', key: 'job/1', value: 'a' }], SYNC)
    await second.store.close()
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['has a bit turned over in its first batch', (bytes) => flipped(bytes, 4000)],
    ['has a bit turned over in its last batch', (bytes) => flipped(bytes, bytes.length - 4000)],
    ['is zeros from somewhere on', (bytes) => bytes.fill(0, bytes.length >> 1)],
    ['is zeros altogether', (bytes) => bytes.fill(0)],
    ['was cut short', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['was emptied', (bytes) => bytes.subarray(0, 0)],
  ])('is found damaged when its log %s, of which LevelDB says nothing', async (_, change) => {
    await writeLog()
    const { name, bytes } = await damage('.log', change)
    const second = await openJournal(path(), now)
    expect(second.putAside).toBe(ASIDE)
    const keys = await keysOf(second.store)
    expect(keys.length).toBeLessThan(1000)
    await second.store.close()
    // Opening has deleted the log: it is kept under another name.
    expect((await readFile(join(folder, ASIDE, `${name}.kept`))).equals(bytes)).toBe(true)
    const third = await openJournal(path(), now)
    expect(third.putAside).toBeUndefined()
    expect(await keysOf(third.store)).toEqual(keys)
    await third.store.close()
    expect((await readdir(path())).filter((one) => one.endsWith('.kept'))).toEqual([])
  })

  it('is not damaged when it ends in the middle of a batch that nobody was told of', async () => {
    await writeLog()
    await damage('.log', (bytes) => Buffer.concat([bytes, bytes.subarray(0, 5000)]))
    const second = await openJournal(path(), now)
    expect(second.putAside).toBeUndefined()
    expect(await keysOf(second.store)).toHaveLength(1000)
    await second.store.close()
  })

  it('is not damaged when a power cut took what nobody said was on disk', async () => {
    await writeLog()
    const { store } = await openJournal(path(), now)
    await store.batch([{ type: 'put', key: 'job/synced', value: '{}' }], SYNC)
    const log = (await readdir(path())).find((name) => name.endsWith('.log')) ?? ''
    const sizeBytes = (await readFile(join(path(), log))).length
    await store.batch([{ type: 'put', key: 'job/lost', value: '{}' }], { sync: false })
    await cp(path(), join(folder, 'after'), { recursive: true })
    await store.close()
    await truncate(join(folder, 'after', log), sizeBytes)
    const second = await openJournal(join(folder, 'after'), now)
    expect(second.putAside).toBeUndefined()
    expect(await keysOf(second.store)).toContain('job/synced')
    expect(await keysOf(second.store)).not.toContain('job/lost')
    await second.store.close()
  })

  it('is not damaged after very many batches, nor when it comes from an earlier version', async () => {
    const level = new ClassicLevel(path())
    await level.put('job/0', '{"old":true}')
    await level.close()
    const first = await openJournal(path(), now)
    for (let batch = 0; batch < 20_100; batch += 1) {
      await first.store.batch([{ type: 'put', key: 'job/1', value: `{"batch":${batch}}` }], {
        sync: batch % 100 === 0,
      })
    }
    await first.store.close()
    const second = await openJournal(path(), now)
    expect(second.putAside).toBeUndefined()
    const entries: [string, string][] = []
    for await (const [key, value] of second.store.entries({})) entries.push([key, value])
    expect(entries).toEqual([
      ['job/0', '{"old":true}'],
      ['job/1', '{"batch":20099}'],
    ])
    await second.store.close()
  }, 30_000)

  it('gives an entry that is not as it was written in a form that makes no sense', async () => {
    await writeMany(3)
    // LevelDB itself takes it: a letter of a value, where that is stored as it is.
    await damage('.ldb', (bytes) => {
      bytes.write('game', bytes.indexOf('name'))
      return bytes
    })
    const { store, putAside } = await openJournal(path(), now)
    const values: string[] = []
    for await (const [, value] of store.entries({})) values.push(value)
    await store.close()
    expect(putAside).toBeUndefined()
    const changed = values.filter((value) => value.includes('game'))
    expect(changed.length).toBeGreaterThan(0)
    for (const value of changed) expect(() => JSON.parse(value)).toThrow()
  })

  it('is never opened by two at once', async () => {
    const first = await openJournal(path(), now)
    await expect(openJournal(path(), now)).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['journal'])
    await first.store.close()
  })
})
