import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
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

  it('is put aside when it is damaged, with all that is in it, and begun anew', async () => {
    const first = await openJournal(path(), now)
    await first.store.batch([{ type: 'put', key: 'job/1', value: 'a' }])
    await first.store.close()
    const before = (await readdir(path())).length
    await writeFile(join(path(), 'CURRENT'), 'no manifest at all')
    const second = await openJournal(path(), now)
    expect(second.putAside).toBe('journal.damaged-2026-11-23T14-05-09-000Z')
    expect(await keysOf(second.store)).toEqual([])
    expect((await readdir(join(folder, second.putAside ?? ''))).length).toBeGreaterThanOrEqual(
      before - 1,
    )
    await second.store.close()
  })

  it('is never opened by two at once', async () => {
    const first = await openJournal(path(), now)
    await expect(openJournal(path(), now)).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['journal'])
    await first.store.close()
  })
})
