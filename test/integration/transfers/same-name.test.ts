import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openJournal } from '../../../electron/app/open-journal'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { FOR_EVER } from '../../support/faults'

/** Long enough to look at the journal meanwhile. */
const SLOWLY = { kind: 'slow', bytesPerSecond: 10 } as const
const FOR_EVER_MIDWAY = { kind: 'stall-response', afterBytes: 2 } as const
let rig: EngineRig

beforeEach(async () => {
  rig = await startEngineRig()
  await rig.restart(withJournal)
  const client = await rig.engine.clients.of(rig.connectionId)
  await client.put('first/same.txt', Buffer.from('first'), {})
  await client.put('second/same.txt', Buffer.from('second'), {})
})
afterEach(() => rig.cleanup())

async function withJournal() {
  const { store } = await openJournal(join(rig.folder, 'journal'), Date.now)
  return { journalStore: store }
}

const files = async () => (await readdir(rig.folder)).filter((name) => name.endsWith('.txt')).sort()

it.each(['overwrite', 'skip', 'number'] as const)(
  'keeps both files of one name in one paste (%s), also when the app starts anew between them',
  async (conflict) => {
    rig.faults.fail({ operation: 'GetObject', key: 'second/same.txt' }, FOR_EVER)
    const first = rig.download('first/same.txt', { conflict })
    expect((await rig.ended(first)).name).toBe('same.txt')
    const second = rig.download('second/same.txt', { conflict })
    await expect.poll(() => rig.faults.count('GetObject')).toBe(2)

    await rig.restart(withJournal)
    rig.faults.heal()
    await rig.engine.queue.resume({ ids: [second] })
    expect((await rig.ended(second)).state.status).toBe('done')
    expect(await files()).toEqual(['same (2).txt', 'same.txt'])
    expect(String(await readFile(join(rig.folder, 'same.txt')))).toBe('first')
    expect(String(await readFile(join(rig.folder, 'same (2).txt')))).toBe('second')
  },
)

it.each(['overwrite', 'skip', 'number'] as const)(
  'keeps both (%s) when the app was killed just as the first got its name, and the second runs first',
  async (conflict) => {
    const [journal, before] = [join(rig.folder, 'journal'), join(rig.folder, 'journal-before')]
    rig.faults.fail({ operation: 'GetObject', key: 'second/same.txt' }, FOR_EVER)
    rig.faults.fail({ operation: 'GetObject', key: 'first/same.txt' }, SLOWLY)
    const first = rig.download('first/same.txt', { conflict })
    const second = rig.download('second/same.txt', { conflict })
    await expect.poll(() => rig.engine.queue.get(first)?.task).toMatchObject({ part: {} })
    await expect.poll(() => rig.faults.count('GetObject')).toBe(2)
    await cp(journal, before, { recursive: true })
    expect((await rig.ended(first)).name).toBe('same.txt')

    await rig.restart(async () => {
      await rm(journal, { recursive: true })
      await cp(before, journal, { recursive: true })
      return withJournal()
    })
    rig.faults.heal()
    for (const id of [second, first]) {
      await rig.engine.queue.resume({ ids: [id] })
      expect((await rig.ended(id)).state.status).toBe('done')
    }
    expect(await files()).toEqual(['same (2).txt', 'same.txt'])
    expect(String(await readFile(join(rig.folder, 'same.txt')))).toBe('first')
    expect(String(await readFile(join(rig.folder, 'same (2).txt')))).toBe('second')
  },
)

it('leaves no part file of a download that is skipped after all', async () => {
  rig.faults.fail({ operation: 'GetObject', key: 'first/same.txt' }, FOR_EVER_MIDWAY)
  const id = rig.download('first/same.txt', { conflict: 'skip' })
  await expect.poll(async () => (await readdir(rig.folder)).join()).toContain('.part')
  rig.engine.queue.pause({ ids: [id] })
  await expect.poll(() => rig.stateOf(id)?.status).toBe('paused')
  await writeFile(join(rig.folder, 'same.txt'), 'theirs')
  rig.faults.heal()
  await rig.engine.queue.resume({ ids: [id] })
  expect((await rig.ended(id)).state.status).toBe('skipped')
  expect((await readdir(rig.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})
