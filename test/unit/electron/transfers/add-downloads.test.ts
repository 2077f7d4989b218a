import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import { type DownloadChoices, downloadJobs } from '../../../../electron/transfers/add-downloads'
import type { DownloadTask } from '../../../../electron/transfers/job'
import type { ConnectionAddress } from '../../../../shared/connection-url'

const NOW = Date.UTC(2026, 10, 23, 12)
const connection: ConnectionAddress = {
  id: 'ours',
  bucket: 'photos-2026',
  endpoint: {
    scheme: 'https',
    host: 'oss-cn-hangzhou.aliyuncs.com',
    kind: 'public',
    region: 'cn-hangzhou',
  },
  addressing: 'virtual-host',
}

function jobsOf(text: string, change: Partial<DownloadChoices> = {}) {
  let ids = 0
  return downloadJobs(
    {
      text,
      folder: '/downloads',
      conflict: 'number',
      connectionId: 'ours',
      connections: [connection],
      ...change,
    },
    'batch',
    NOW,
    () => {
      ids += 1
      return `id-${ids}`
    },
  )
}

function signedOf(text: string, change?: Partial<DownloadChoices>): DownloadTask['signed'] {
  const task = jobsOf(text, change)[0]?.task
  return task?.direction === 'download' ? task.signed : undefined
}

describe('pasted links become downloads', () => {
  it('in the order of the paste, without what is no link', () => {
    const jobs = jobsOf('https://a.example/1.txt\nnot a link\nhttps://a.example/2.txt')
    expect(jobs.map((job) => job.row.name)).toEqual(['1.txt', '2.txt'])
  })

  it('with the stored key for our bucket, decoded key and all', () => {
    expect(
      signedOf('https://photos-2026.oss-cn-hangzhou.aliyuncs.com/a%20b/%E4%B8%AD.jpg'),
    ).toEqual({ connectionId: 'ours', bucket: 'photos-2026', key: 'a b/中.jpg', foreign: false })
  })

  it('with the key of the connection in use for a bucket that no connection names', () => {
    expect(signedOf('https://others.oss-cn-beijing.aliyuncs.com/x.txt')).toEqual({
      connectionId: 'ours',
      bucket: 'others',
      key: 'x.txt',
      foreign: true,
      region: 'cn-beijing',
    })
  })

  it('without any key when there is no connection', () => {
    const none = { connectionId: undefined, connections: [] }
    expect(signedOf('https://others.oss-cn-beijing.aliyuncs.com/x.txt', none)).toBeUndefined()
  })

  it.each([
    'https://evil.com/x',
    'https://photos-2026.oss-cn-hangzhou.aliyuncs.com.evil.com/x',
    'https://evil.com/photos-2026.oss-cn-hangzhou.aliyuncs.com/x',
    'https://evil-oss-cn-hangzhou.aliyuncs.com.cn/x',
  ])('never with a key for %s', (url) => {
    const [job] = jobsOf(url)
    expect(job?.row.linkKind).toBe('public')
    expect(signedOf(url)).toBeUndefined()
  })

  it('as it is when it is signed, but with the stored key when it has expired and is ours', () => {
    const link = (expires: number) =>
      `https://photos-2026.oss-cn-hangzhou.aliyuncs.com/x.txt?OSSAccessKeyId=k&Signature=s&Expires=${expires}`
    expect(signedOf(link(NOW / 1000 + 60))).toBeUndefined()
    expect(signedOf(link(NOW / 1000 - 60))).toMatchObject({ connectionId: 'ours', key: 'x.txt' })
  })

  it('with no signature in the row that the page sees', () => {
    const [job] = jobsOf(
      'https://host.example/x.txt?OSSAccessKeyId=k&Signature=topsecret&Expires=1',
    )
    expect(job?.row.source).toBe('https://host.example/x.txt')
    expect(JSON.stringify(job?.row)).not.toContain('topsecret')
  })

  it('only when there is at least one link', () => {
    expect(() => jobsOf('hello; world')).toThrow(AppError)
  })
})
