import { describe, expect, it } from 'vitest'
import type { MultipartCheckpoint } from '../../../../electron/transfers/checkpoint'
import type { Job } from '../../../../electron/transfers/job'
import { createJournal, NO_STORE } from '../../../../electron/transfers/journal'
import { aDownload, anUpload } from '../../../support/jobs'

/** A journal, and for each of its batches whether it was synced. */
function aJournal() {
  const syncs: boolean[] = []
  const journal = createJournal({
    store: { ...NO_STORE, batch: async (_, { sync }) => void syncs.push(sync) },
    schedule: () => undefined,
    onFailure: (thrown) => {
      throw thrown
    },
  })
  return { syncs, journal }
}

const DONE: Job['row']['state'] = {
  status: 'done',
  verification: 'crc64',
  finishedAtMs: 9,
  durationMs: 1,
}
const PAUSED: Job['row']['state'] = { status: 'paused', attempts: 0, doneBytes: 0 }
const inState = (job: Job, state: Job['row']['state']): Job => ({
  ...job,
  row: { ...job.row, state },
})

describe('what must outlive a power cut', () => {
  it('is a row that is new or done, and what has begun on the server, and no kept part', async () => {
    const { syncs, journal } = aJournal()
    const written = async (job: Job, isNew = false) => {
      journal.put(job, isNew)
      await journal.flushed()
      return syncs.at(-1)
    }
    const parts = new Map([[1, { etag: '"1"', crc64: '1', sizeBytes: 8 }]])
    const source = { sizeBytes: 80, mtimeMs: 1, inode: 2 }
    const multipart: MultipartCheckpoint = {
      uploadId: 'id-1',
      key: 'u',
      partSizeBytes: 8,
      source,
      parts,
    }
    expect(await written(anUpload('u'), true)).toBe(true)
    expect(await written(inState(anUpload('u'), PAUSED))).toBe(false)
    expect(await written(anUpload('u', { sentKey: 'u' }))).toBe(false)
    expect(await written(anUpload('u', { initiating: { key: 'u', sinceMs: 5 } }))).toBe(true)
    expect(await written(anUpload('u', { multipart }))).toBe(true)
    parts.set(2, { etag: '"2"', crc64: '1', sizeBytes: 8 })
    expect(await written(anUpload('u', { multipart }))).toBe(false)
    expect(await written(anUpload('u', { sentKey: 'u (2)' }))).toBe(true)
    expect(await written(inState(anUpload('u'), DONE))).toBe(true)
    const slots = {
      sizeBytes: 80,
      slotBytes: 8,
      slots: new Map([[0, { haveBytes: 8, crc64: '1' }]]),
    }
    const part = { name: 'd.part', fileId: '1', validator: '"e"', slots }
    expect(await written(aDownload('d', { part }))).toBe(false)
  })

  it('is synced once for all that were noted together, also when the last was no reason', async () => {
    const { syncs, journal } = aJournal()
    for (const id of ['1', '2', '3']) journal.put(anUpload(id), true)
    journal.put(anUpload('3'))
    await journal.flushed()
    expect(syncs).toEqual([true])
  })
})

describe('a row of which all is on disk', () => {
  it('waits for nothing that is noted of others', async () => {
    const { syncs, journal } = aJournal()
    journal.put(aDownload('d'), true)
    await journal.onDisk('d')
    journal.put(anUpload('u'), true)
    await journal.onDisk('d')
    expect(syncs).toHaveLength(1)
    await journal.onDisk('u')
    expect(syncs).toHaveLength(2)
  })
})
