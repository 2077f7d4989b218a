import { describe, expect, it } from 'vitest'
import { type Job, newJob, type Task } from '../../../../electron/transfers/job'
import { leanJob } from '../../../../electron/transfers/lean-job'

const upload: Task = {
  direction: 'upload',
  path: '/docs/x.txt',
  connectionId: 'c',
  plannedKey: 'docs/x.txt',
  sentKey: 'docs/x.txt',
  conflict: 'number',
}
const download: Task = {
  direction: 'download',
  url: 'https://example.com/x.txt',
  folder: '/home/me',
  conflict: 'number',
}

function aJob(id: string, task: Task, objectKey?: string): Job {
  const row = { id, batchId: 'b', order: 0, name: 'x.txt', source: '', addedAtMs: 5 }
  const own = { direction: task.direction, ...(objectKey === undefined ? {} : { objectKey }) }
  return newJob({ ...row, ...own, connectionId: 'c' }, task)
}

const jobs: readonly Job[] = [
  aJob('1', upload, 'docs/x.txt'),
  aJob('2', { ...upload, sentKey: 'docs/x (2).txt' }, 'docs/x (2).txt'),
  aJob('3', {
    direction: 'upload',
    path: '/x',
    connectionId: 'd',
    plannedKey: '',
    conflict: 'skip',
  }),
  aJob('4', download),
  aJob('5', { ...download, folder: '/elsewhere' }),
]

describe('a lean job', () => {
  it('says what the job says, whichever job came before it', () => {
    for (const job of jobs) {
      for (const before of [undefined, ...jobs]) expect(leanJob(job, before)).toStrictEqual(job)
    }
  })
})
