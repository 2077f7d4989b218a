import { cp, link, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeFault } from '../../../electron/practice/practice-server'
import { sampleBytes } from '../../support/sample-bytes'
import { type SessionRig, startSessionRig } from '../../support/session-rig'
import { ended } from '../../support/test-queue'

const BYTES = sampleBytes(50_000, 4)
let rig: SessionRig

beforeEach(async () => {
  rig = await startSessionRig()
  await rig.client.put('docs/report.pdf', BYTES, {})
})
afterEach(() => rig.cleanup())

const files = async () =>
  (await readdir(rig.folder)).filter((name) => !name.startsWith('journal')).sort()

/**
 * Fetches the file to its end, and puts back the journal as it was before: what a crash leaves that
 * comes between the file's name and the note of it.
 * @returns the name of the part file that was
 */
async function fetchAndForget(...faults: readonly PracticeFault[]): Promise<string> {
  const journal = join(rig.folder, 'journal')
  const queue = await rig.start()
  rig.faults.failOnce('GetObject', [...faults, { kind: 'slow', bytesPerSecond: 50_000 }])
  rig.download('down', 'docs/report.pdf')
  await expect.poll(files).toEqual([expect.stringMatching(/\.part$/)])
  await expect.poll(() => queue.get('down')?.task).toMatchObject({ part: {} })
  const [part = ''] = await files()
  await cp(journal, join(rig.folder, 'journal-before'), { recursive: true })
  await ended(queue, 'down')
  await rig.quit()
  await rm(journal, { recursive: true })
  await cp(join(rig.folder, 'journal-before'), journal, { recursive: true })
  expect(await files()).toEqual(['report.pdf'])
  return part
}

async function goOn() {
  const before = rig.faults.count('GetObject')
  const queue = await rig.start()
  expect(queue.get('down')?.row.state.status).toBe('paused')
  await queue.resume({ all: 'download' })
  const row = await ended(queue, 'down')
  const task = queue.get('down')?.task
  await rig.quit()
  return { row, task, requests: rig.faults.count('GetObject') - before }
}

describe('a file that got its name just before a crash', () => {
  it('is known again at the next start, without a request and without a second file', async () => {
    await fetchAndForget()
    const { row, task, requests } = await goOn()
    expect(row).toMatchObject({
      name: 'report.pdf',
      state: { status: 'done', verification: 'crc64' },
    })
    expect(task).toMatchObject({ savedPath: join(rig.folder, 'report.pdf') })
    expect(requests).toBe(0)
    expect(await files()).toEqual(['report.pdf'])
  })

  it('is known also when it still has its old name beside the new one', async () => {
    const part = await fetchAndForget()
    await link(join(rig.folder, 'report.pdf'), join(rig.folder, part))
    expect((await goOn()).row.state.status).toBe('done')
    expect(await files()).toEqual(['report.pdf'])
    expect((await readFile(join(rig.folder, 'report.pdf'))).equals(BYTES)).toBe(true)
  })

  it('is known also when the server gives no checksum, or gave a wrong one', async () => {
    await fetchAndForget({ kind: 'no-crc' })
    expect((await goOn()).row.state).toMatchObject({ status: 'done', verification: 'length' })
    expect(await files()).toEqual(['report.pdf'])
  })

  it('is told from a file that somebody else put there: that one is left alone', async () => {
    await fetchAndForget({ kind: 'no-crc' })
    const theirs = sampleBytes(BYTES.length, 5)
    await rm(join(rig.folder, 'report.pdf'))
    // On many file systems it gets the inode that has just become free.
    await writeFile(join(rig.folder, 'report.pdf'), theirs)
    expect((await goOn()).row).toMatchObject({ name: 'report (2).pdf', state: { status: 'done' } })
    expect(await files()).toEqual(['report (2).pdf', 'report.pdf'])
    expect((await readFile(join(rig.folder, 'report.pdf'))).equals(theirs)).toBe(true)
  })
})
