import { describe, expect, it } from 'vitest'
import { type DownloadTask, type Job, newJob } from '../../../../electron/transfers/job'
import { entriesOf, jobsOf } from '../../../../electron/transfers/journal-entries'

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

async function restored(
  jobs: readonly Job[],
  unseal = async (): Promise<string | undefined> => undefined,
) {
  async function* entries() {
    for (const job of jobs) {
      for (const entry of entriesOf(job, 0)) {
        if (entry.type === 'put') yield [entry.key, entry.value] as const
      }
    }
    yield ['job/broken', '{"row":'] as const
  }
  return jobsOf(entries(), unseal)
}

describe('what the journal writes', () => {
  it('is never a signature: a link with a query is left out, sealed or not', () => {
    for (const sealedUrl of [undefined, 'ciphertext']) {
      const written = JSON.stringify(entriesOf(aDownload({ sealedUrl }), 0))
      expect(written).not.toContain('feedbeef')
      expect(written).not.toContain('?')
    }
  })

  it('is a part once, however often the job changes', () => {
    const job = anUpload(9)
    expect(entriesOf(job, 0)).toHaveLength(10)
    expect(entriesOf(job, 7).map((entry) => entry.key)).toEqual([
      expect.stringContaining('job/'),
      'part/u/00008',
      'part/u/00009',
    ])
  })
})

describe('what the journal gives back', () => {
  it('is a paused job with all its parts, and the count of what makes no sense', async () => {
    const { jobs, unreadable } = await restored([anUpload(3)])
    expect(unreadable).toBe(1)
    expect(jobs[0]?.row.state.status).toBe('paused')
    expect(jobs[0]?.task).toMatchObject({ sentKey: 'docs/x.bin', multipart: { uploadId: 'id-1' } })
    const task = jobs[0]?.task
    expect(task?.direction === 'upload' ? task.multipart?.parts.size : 0).toBe(3)
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
