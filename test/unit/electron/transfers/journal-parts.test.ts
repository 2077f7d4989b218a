import { describe, expect, it } from 'vitest'
import type { KeptSlot } from '../../../../electron/transfers/download-slots'
import { type Job, newJob } from '../../../../electron/transfers/job'
import { createJournal, type JournalStore } from '../../../../electron/transfers/journal'

import { aDownload } from '../../../support/jobs'

/** LevelDB in memory: what was written, sorted by key. */
function aStore() {
  const entries = new Map<string, string>()
  const store: JournalStore = {
    async batch(operations) {
      for (const one of operations) {
        if (one.type === 'put') entries.set(one.key, one.value)
        else entries.delete(one.key)
      }
    },
    async *entries({ gte = '', lt = '\uffff' }) {
      const found = [...entries].filter(([key]) => key >= gte && key < lt)
      yield* found.sort(([a], [b]) => (a < b ? -1 : 1))
    },
    close: async () => undefined,
  }
  const partKeys = () => [...entries.keys()].filter((key) => key.startsWith('part/')).sort()
  return { store, entries, partKeys }
}

const journalOn = (store: JournalStore) =>
  createJournal({ store, schedule: () => undefined, onFailure: () => undefined })

async function all<T>(slices: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const slice of slices) found.push(...slice)
  return found
}

const part = { etag: '"e"', crc64: '1', sizeBytes: 8 }

function anUpload(uploadId: string | undefined, ...numbers: number[]): Job {
  const row = { id: 'u', batchId: 'b', order: 1, name: 'x', source: '', addedAtMs: 5 }
  const multipart = {
    uploadId: uploadId ?? '',
    key: 'x',
    partSizeBytes: 8,
    source: { sizeBytes: 80, mtimeMs: 1, inode: 2 },
    parts: new Map(numbers.map((number) => [number, { ...part }])),
  }
  return newJob(
    { ...row, direction: 'upload' },
    {
      direction: 'upload',
      path: '/x',
      connectionId: 'c',
      plannedKey: 'x',
      conflict: 'number',
      ...(uploadId === undefined ? {} : { multipart }),
    },
  )
}

function aPartialDownload(slots: readonly KeptSlot[]): Job {
  return aDownload('d', {
    part: {
      name: 'x.part',
      fileId: '1',
      validator: '"e"',
      slots: { sizeBytes: 80, slotBytes: 8, slots: new Map(slots.entries()) },
    },
  })
}

describe('the parts in the journal', () => {
  it('are written once each while an upload goes on', async () => {
    const { store, entries, partKeys } = aStore()
    const journal = journalOn(store)
    const job = anUpload('one', 1, 2)
    journal.put(job)
    await journal.flushed()
    entries.delete('part/u/00001')
    if (job.task.direction === 'upload') job.task.multipart?.parts.set(3, { ...part })
    journal.put(job)
    await journal.flushed()
    expect(partKeys()).toEqual(['part/u/00002', 'part/u/00003'])
  })

  it('of a download are written once each, and again when they have changed', async () => {
    const { store, entries, partKeys } = aStore()
    const journal = journalOn(store)
    const full = { haveBytes: 8, crc64: '1' }
    const put = async (...slots: readonly KeptSlot[]) => {
      journal.put(aPartialDownload(slots))
      await journal.flushed()
    }
    await put(full, { haveBytes: 3, crc64: '2' })
    expect(partKeys()).toEqual(['part/d/00000', 'part/d/00001'])
    entries.delete('part/d/00000')
    await put(full, { haveBytes: 5, crc64: '3' }, { haveBytes: 1, crc64: '4' })
    expect(partKeys()).toEqual(['part/d/00001', 'part/d/00002'])
    expect(entries.get('part/d/00001')).toContain('"haveBytes":5')
    await put(full)
    expect(partKeys()).toEqual([])
  })

  it('go when the upload begins anew, and only the new ones stay', async () => {
    const { store, partKeys } = aStore()
    const journal = journalOn(store)
    journal.put(anUpload('one', 1, 2, 3))
    journal.put(anUpload('two', 2))
    await journal.flushed()
    expect(partKeys()).toEqual(['part/u/00002'])
  })

  it('go when the upload has ended, also one of an earlier start', async () => {
    const { store, entries, partKeys } = aStore()
    const first = journalOn(store)
    first.put(anUpload('one', 1, 2, 3))
    await first.flushed()
    const second = journalOn(store)
    await all(
      second.load(
        async () => undefined,
        () => undefined,
      ),
    )
    second.put(anUpload(undefined))
    await second.flushed()
    expect(partKeys()).toEqual([])
    expect(entries.size).toBe(1)
  })

  it('go with their row', async () => {
    const { store, entries } = aStore()
    const journal = journalOn(store)
    const job = anUpload('one', 1, 2)
    journal.put(job)
    await journal.flushed()
    journal.remove(job)
    await journal.flushed()
    expect(entries.size).toBe(0)
  })
})
