import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAgents } from '../../../../electron/oss/agents'
import { createServerClocks } from '../../../../electron/oss/server-clock'
import { createTransport } from '../../../../electron/oss/transport'
import { createClients } from '../../../../electron/transfers/clients'
import { type Job, newJob } from '../../../../electron/transfers/job'
import { createLinkSigner } from '../../../../electron/transfers/links'
import type { ConnectionSummary } from '../../../../shared/connection'
import { expectCode } from '../../../support/expect-code'

const NOW = Date.UTC(2026, 10, 23, 12)
const summary: ConnectionSummary = {
  id: 'c',
  label: 'Photos',
  addressing: 'virtual-host',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  bucket: 'photos',
  region: 'cn-hangzhou',
  signatureVersion: 'v4',
  linkDomain: '',
  keyIdHint: 'LTAI…0000',
  hasStsToken: false,
  protection: 'session',
  hasSecret: true,
  isPractice: false,
}

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

function clientsOf(change: Partial<ConnectionSummary> = {}, version = () => 1) {
  return createClients({
    secrets: {
      withSecret: (_id, use) =>
        use({
          summary: { ...summary, ...change },
          secret: { keyId: 'made-up-id', keySecret: 'made-up-secret' },
          version: version(),
        }),
    },
    transport: createTransport(createAgents()),
    clocks: createServerClocks({ now: () => NOW, onLearned: () => undefined }),
  })
}

function anUpload(id: string, batchId: string, done = true): Job {
  const job = newJob(
    {
      id,
      direction: 'upload',
      batchId,
      order: 0,
      name: `${id}.txt`,
      source: '',
      addedAtMs: 0,
      connectionId: 'c',
      objectKey: `docs/${id}.txt`,
      validitySeconds: 600,
    },
    { direction: 'upload', path: '/x', connectionId: 'c', plannedKey: 'x', conflict: 'number' },
  )
  if (!done) return job
  const state = { status: 'done', verification: 'crc64', finishedAtMs: 0, durationMs: 1 } as const
  return { ...job, row: { ...job.row, state } }
}

function signerOf(jobs: readonly Job[], clients = clientsOf()) {
  return createLinkSigner({
    queue: {
      get: (id) => jobs.find((job) => job.row.id === id),
      find: (test) => jobs.filter((job) => test(job.row)),
    },
    clients,
  })
}

describe('links of uploads', () => {
  const jobs = [
    anUpload('1', 'a'),
    anUpload('2', 'b'),
    anUpload('3', 'a'),
    anUpload('4', 'a', false),
  ]

  it('are signed for a batch in drop order, and only for what has arrived', async () => {
    const links = await signerOf(jobs).sign({ batchId: 'a' })
    expect(links.map((link) => link.key)).toEqual(['docs/1.txt', 'docs/3.txt'])
  })

  it('are signed for a selection in its own order', async () => {
    const links = await signerOf(jobs).sign({ ids: ['3', '1'] })
    expect(links.map((link) => link.name)).toEqual(['3.txt', '1.txt'])
  })

  it('are valid as long as was chosen at the upload, or as is chosen now', async () => {
    const [asUploaded] = await signerOf(jobs).sign({ ids: ['1'] })
    expect(asUploaded?.expiresAtMs).toBe(NOW + 600_000)
    expect(new URL(asUploaded?.url ?? '').searchParams.get('x-oss-expires')).toBe('600')
    const [asNow] = await signerOf(jobs).sign({ ids: ['1'] }, 60)
    expect(new URL(asNow?.url ?? '').searchParams.get('x-oss-expires')).toBe('60')
  })

  it('are refused, not signed and dead, for longer than V4 allows', async () => {
    await expectCode(signerOf(jobs).sign({ ids: ['1'] }, 700_000), 'LINK_VALIDITY_INVALID')
  })

  it('are refused with a reason when nothing has arrived', async () => {
    await expectCode(signerOf(jobs).sign({ ids: ['4'] }), 'NOTHING_TO_DO')
  })

  it('go through the bound domain when the connection has one, and to the bucket host otherwise', async () => {
    const [plain] = await signerOf(jobs).sign({ ids: ['1'] })
    expect(new URL(plain?.url ?? '').host).toBe('photos.oss-cn-hangzhou.aliyuncs.com')
    const bound = clientsOf({ linkDomain: 'https://files.example.com' })
    const [link] = await signerOf(jobs, bound).sign({ ids: ['1'] })
    expect(link?.url).toMatch(/^https:\/\/files\.example\.com\/docs\/1\.txt\?/)
    const cname = clientsOf({ addressing: 'cname', endpoint: 'https://cdn.example.com' })
    const [own] = await signerOf(jobs, cname).sign({ ids: ['1'] })
    expect(new URL(own?.url ?? '').host).toBe('cdn.example.com')
  })
})

describe('clients', () => {
  it('are kept while the credential is the same, and made anew when it changes', async () => {
    let version = 1
    const clients = clientsOf({}, () => version)
    const first = await clients.of('c')
    expect(await clients.of('c')).toBe(first)
    version = 2
    expect(await clients.of('c')).not.toBe(first)
  })

  it('reach another bucket at the public endpoint of its region, over HTTPS', async () => {
    const client = await clientsOf().forBucket('c', { bucket: 'others', region: 'cn-beijing' })
    expect(client.target).toMatchObject({
      endpoint: 'https://oss-cn-beijing.aliyuncs.com',
      bucket: 'others',
      region: 'cn-beijing',
      addressing: 'virtual-host',
    })
  })
})
