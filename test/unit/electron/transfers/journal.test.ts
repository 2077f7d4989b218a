import { describe, expect, it } from 'vitest'
import { type DownloadTask, type Job, newJob } from '../../../../electron/transfers/job'
import { createJournal, type JournalStore } from '../../../../electron/transfers/journal'

const SIGNED = 'https://b.oss-cn-hangzhou.aliyuncs.com/x.txt?x-oss-signature=feedbeef'

function aDownload(change: Partial<DownloadTask> = {}): Job {
  const row = { id: 'd', batchId: 'b', order: 0, name: 'x.txt', source: '', addedAtMs: 5 }
  return newJob(
    { ...row, direction: 'download' },
    { direction: 'download', url: SIGNED, folder: '/f', conflict: 'number', ...change },
  )
}

function anUpload(parts: number): Job {
  const row = { id: 'u', batchId: 'b', order: 1, name: 'x.bin', source: '', addedAtMs: 5 }
  const sent = Array.from(
    { length: parts },
    (_, index) => [index + 1, { etag: `"${index}"`, crc64: '1', sizeBytes: 8 }] as const,
  )
  return newJob(
    { ...row, direction: 'upload' },
    {
      direction: 'upload',
      path: '/x.bin',
      connectionId: 'c',
      plannedKey: 'docs/x.bin',
      conflict: 'number',
      multipart: {
        uploadId: 'id-1',
        key: 'docs/x.bin',
        partSizeBytes: 8,
        source: { sizeBytes: 80, mtimeMs: 1, inode: 2 },
        parts: new Map(sent),
      },
    },
  )
}

/** A store in memory, and how often each key was written. */
function aStore() {
  const entries = new Map<string, string>()
  const writes: string[] = []
  const store: JournalStore = {
    async batch(operations) {
      for (const one of operations) {
        if (one.type === 'del') entries.delete(one.key)
        else entries.set(one.key, one.value)
        if (one.type === 'put') writes.push(one.key)
      }
    },
    async *entries({ gte = '', lt = '\uffff' }) {
      yield* [...entries].filter(([key]) => key >= gte && key < lt)
    },
    close: async () => undefined,
  }
  const journal = createJournal({
    store,
    schedule: () => undefined,
    onFailure: (thrown) => {
      throw thrown
    },
  })
  return { entries, writes, journal }
}

async function restored(
  jobs: readonly Job[],
  unseal = async (): Promise<string | undefined> => undefined,
) {
  const { entries, journal } = aStore()
  for (const job of jobs) journal.put(job)
  await journal.flushed()
  entries.set('job/broken', '{"row":')
  let unreadable = 0
  const slices = journal.load(unseal, () => {
    unreadable += 1
  })
  const found: Job[] = []
  for await (const slice of slices) found.push(...slice)
  return { jobs: found, unreadable }
}

describe('what the journal writes', () => {
  it('is never a signature: a link with a query is left out, sealed or not', async () => {
    for (const sealedUrl of [undefined, 'ciphertext']) {
      const { entries, journal } = aStore()
      journal.put(aDownload({ sealedUrl }))
      await journal.flushed()
      const written = [...entries.values()].join()
      expect(written).toContain('x.txt')
      expect(written).not.toContain('feedbeef')
      expect(written).not.toContain('?')
    }
  })

  it('is a part once, however often the job changes', async () => {
    const { writes, journal } = aStore()
    const job = anUpload(3)
    journal.put(job)
    await journal.flushed()
    partsOf(job)?.set(4, { etag: '"4"', crc64: '1', sizeBytes: 8 })
    journal.put({ ...job })
    await journal.flushed()
    expect(writes.filter((key) => key.startsWith('part/'))).toEqual(
      ['00001', '00002', '00003', '00004'].map((number) => `part/u/${number}`),
    )
  })

  it('is a slot of a download again when it has grown', async () => {
    const { entries, journal } = aStore()
    const slots = new Map([[0, { haveBytes: 5, crc64: '1' }]])
    const job = aDownload({ part: aPart(slots) })
    journal.put(job)
    await journal.flushed()
    slots.set(0, { haveBytes: 8, crc64: '2' })
    journal.put({ ...job })
    await journal.flushed()
    expect(JSON.parse(entries.get('part/d/00000') ?? '')).toMatchObject({ haveBytes: 8 })
  })

  it('is the last of what a job became since the last time, also when that is nothing', async () => {
    const { entries, writes, journal } = aStore()
    const job = anUpload(0)
    const named = (name: string) => ({ ...job, row: { ...job.row, name } })
    journal.put(job)
    journal.put(named('y.bin'))
    await journal.flushed()
    expect(writes).toHaveLength(1)
    expect(JSON.parse([...entries.values()].join())).toMatchObject({ row: { name: 'y.bin' } })
    journal.put(named('z.bin'))
    journal.remove(named('z.bin'))
    await journal.flushed()
    expect(entries.size).toBe(0)
  })

  it('is no part of a job that is over, or has begun anew', async () => {
    const { entries, journal } = aStore()
    const partKeys = () => [...entries.keys()].filter((key) => key.startsWith('part/'))
    const done: Job['row']['state'] = {
      status: 'done',
      verification: 'crc64',
      finishedAtMs: 9,
      durationMs: 1,
    }
    const upload = anUpload(3)
    journal.put(upload)
    const download = aDownload({ part: aPart(new Map([[0, { haveBytes: 5, crc64: '1' }]])) })
    journal.put(download)
    await journal.flushed()
    expect(partKeys()).toHaveLength(4)
    journal.put({ ...upload, row: { ...upload.row, state: done } })
    journal.put(aDownload({ part: aPart(new Map([[1, { haveBytes: 6, crc64: '3' }]])) }))
    await journal.flushed()
    expect(partKeys()).toEqual(['part/d/00001'])
  })
})

function partsOf({ task }: Job) {
  return task.direction === 'upload' ? task.multipart?.parts : undefined
}

function aPart(slots: Map<number, { haveBytes: number; crc64: string }>): DownloadTask['part'] {
  return { name: 'x.part', validator: '"e"', slots: { sizeBytes: 20, slotBytes: 8, slots } }
}

describe('what the journal gives back', () => {
  it('is a paused job with all its parts, and the count of what makes no sense', async () => {
    const { jobs, unreadable } = await restored([anUpload(3)])
    expect(unreadable).toBe(1)
    expect(jobs[0]?.row.state.status).toBe('paused')
    expect(jobs[0]?.task).toMatchObject({ sentKey: 'docs/x.bin', multipart: { uploadId: 'id-1' } })
    const task = jobs[0]?.task
    expect(task?.direction === 'upload' ? task.multipart?.parts.size : 0).toBe(3)
  })

  it('is told of what makes no sense once, however often it starts', async () => {
    const { entries, journal } = aStore()
    entries.set('job/1/broken', '{"row":').set('part/x/00001', 'nothing')
    const unreadable = async () => {
      let count = 0
      const tell = () => {
        count += 1
      }
      for await (const _ of journal.load(async () => undefined, tell));
      await journal.flushed()
      return count
    }
    expect(await unreadable()).toBe(2)
    expect(await unreadable()).toBe(0)
    expect(entries.get('job/1/broken')).toBe('{"row":')
    entries.set('job/2/broken', '')
    expect(await unreadable()).toBe(1)
  })

  it('is a paused download with what its part file has', async () => {
    const slots = new Map([
      [0, { haveBytes: 8, crc64: '1' }],
      [2, { haveBytes: 3, crc64: '2' }],
    ])
    const { jobs } = await restored([aDownload({ part: aPart(slots) })])
    expect(jobs[0]?.task).toMatchObject({ part: aPart(slots) })
  })

  it('is the link again where the keyring opens it, and a failed row that says why where not', async () => {
    const opened = await restored([aDownload({ sealedUrl: 'c' })], async () => SIGNED)
    expect(opened.jobs[0]).toMatchObject({
      row: { state: { status: 'paused' } },
      task: { url: SIGNED },
    })
    const lost = await restored([aDownload()])
    expect(lost.jobs[0]?.row.state).toMatchObject({
      status: 'failed',
      error: { code: 'LINK_NOT_KEPT' },
    })
  })

  it('is the notice of a row with it: why it started anew is part of its history', async () => {
    const job = anUpload(1)
    const { jobs } = await restored([{ ...job, row: { ...job.row, notice: 'source-changed' } }])
    expect(jobs[0]?.row.notice).toBe('source-changed')
  })

  it('needs no link for an object that is fetched with a stored key', async () => {
    const signed = { connectionId: 'c', bucket: 'b', key: 'x.txt', foreign: false }
    const { jobs } = await restored([aDownload({ signed })])
    expect(jobs[0]?.row.state.status).toBe('paused')
  })
})
