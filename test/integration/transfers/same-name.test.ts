import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openJournal } from '../../../electron/app/open-journal'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { FOR_EVER } from '../../support/faults'

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
