import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { loopbackClient } from '../../support/oss'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const BIG = sampleBytes(6 * MIB + 11, 5)
let rig: DownloadRig

beforeAll(async () => {
  rig = await startDownloadRig({
    moreBuckets: [{ name: 'beijing-bucket', region: 'cn-beijing' }],
  })
  await rig.client.put('docs/big.bin', BIG, {})
})
afterEach(async () => {
  rig.faults.heal()
  for (const name of await readdir(rig.folder)) {
    await rm(join(rig.folder, name), { recursive: true })
  }
})
afterAll(() => rig.cleanup())

const saved = (name: string) => readFile(join(rig.folder, name))
const files = () => readdir(rig.folder)

describe('an object of our own', () => {
  it('arrives byte for byte under its name, verified by CRC64, with no part file left', async () => {
    const row = await rig.fetchOwn('docs/big.bin')
    expect(row).toMatchObject({
      name: 'big.bin',
      sizeBytes: BIG.length,
      state: { status: 'done', verification: 'crc64' },
    })
    expect((await saved('big.bin')).equals(BIG)).toBe(true)
    expect(await files()).toEqual(['big.bin'])
  })

  it('takes the name of Content-Disposition, and an extension from type or bytes', async () => {
    await rig.client.put('raw/photo', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), {
      contentType: 'application/octet-stream',
    })
    expect((await rig.fetchOwn('raw/photo')).name).toBe('photo.jpg')
    await rig.client.put('raw/page', Buffer.from('{}'), { contentType: 'application/json' })
    expect((await rig.fetchOwn('raw/page')).name).toBe('page.json')
    const url = await rig.client.signUrl('raw/page', 60, {
      contentDisposition: "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.txt",
    })
    expect((await rig.fetchUrl(url)).name).toBe('报告.txt')
  })

  it.each(['../../x', 'CON', 'a/..\\..\\evil.txt', `${'x'.repeat(300)}.txt`, '.', 'a:b*c?.txt'])(
    'stays in the folder and gets a safe name when it is called %s',
    async (name) => {
      const url = await rig.client.signUrl('docs/big.bin', 60, {
        contentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      })
      const row = await rig.fetchUrl(url)
      expect(row.state.status).toBe('done')
      const [only] = await files()
      expect(only).toBe(row.name)
      expect(Buffer.byteLength(row.name)).toBeLessThanOrEqual(255)
      expect(row.name).not.toMatch(/[\\/:*?]|^\.\.?$|^CON$/)
    },
  )

  it('is numbered beside a file of the same name, or skipped, or replaces it, as was chosen', async () => {
    await writeFile(join(rig.folder, 'big.bin'), 'mine')
    expect((await rig.fetchOwn('docs/big.bin')).name).toBe('big (2).bin')
    expect(String(await saved('big.bin'))).toBe('mine')
    const skipped = await rig.fetchOwn('docs/big.bin', { conflict: 'skip' })
    expect(skipped.state).toMatchObject({ status: 'skipped', reason: 'exists' })
    expect(String(await saved('big.bin'))).toBe('mine')
  })

  it('keeps two files of one name apart when they arrive together', async () => {
    await rig.client.put('a/same.txt', Buffer.from('from a'), {})
    await rig.client.put('b/same.txt', Buffer.from('from b'), {})
    await Promise.all([rig.fetchOwn('a/same.txt'), rig.fetchOwn('b/same.txt')])
    expect((await files()).sort()).toEqual(['same (2).txt', 'same.txt'])
    const contents = await Promise.all((await files()).map(saved))
    expect(contents.map(String).sort()).toEqual(['from a', 'from b'])
  })
})

describe('a bucket that no connection names', () => {
  it('is read with our key at the endpoint that the server names, when the link does not tell', async () => {
    const beijing = loopbackClient(rig.practice, {
      endpoint: 'http://oss-cn-beijing.aliyuncs.com',
      bucket: 'beijing-bucket',
      region: 'cn-beijing',
    })
    await beijing.put('far.txt', Buffer.from('from Beijing'), {})
    expect((await rig.fetchForeign('beijing-bucket', 'far.txt', 'cn-beijing')).name).toBe('far.txt')
    expect((await rig.fetchForeign('beijing-bucket', 'far.txt')).name).toBe('far (2).txt')
    expect(String(await saved('far (2).txt'))).toBe('from Beijing')
  })
})

describe('a connection that breaks', () => {
  const target = { operation: 'GetObject', key: 'docs/big.bin' } as const

  it.each([
    { kind: 'reset-response', afterBytes: 2 * MIB },
    { kind: 'cut-response', afterBytes: 3 * MIB },
  ] as const)('$kind: goes on from the byte that came last', async (fault) => {
    const before = rig.faults.requests.length
    rig.faults.failOnce(target, fault)
    const row = await rig.fetchOwn('docs/big.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await saved('big.bin')).equals(BIG)).toBe(true)
    const ranges = rig.faults.requests.slice(before).map((one) => one.headers.range)
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d+-$/)
  })

  it('starts anew when the object has changed meanwhile, and says so', async () => {
    await rig.client.put('docs/changing.bin', sampleBytes(4 * MIB, 1), {})
    const next = sampleBytes(3 * MIB, 2)
    rig.faults.failOnce(
      { operation: 'GetObject', key: 'docs/changing.bin' },
      { kind: 'reset-response', afterBytes: MIB },
    )
    const id = rig.start({
      url: 'https://x.example/changing.bin',
      signed: {
        connectionId: 'c',
        bucket: rig.practice.bucket,
        key: 'docs/changing.bin',
        foreign: false,
      },
    })
    await rig.client.put('docs/changing.bin', next, {})
    const row = await rig.ended(id)
    expect(row).toMatchObject({ notice: 'object-changed', state: { status: 'done' } })
    expect((await saved('changing.bin')).equals(next)).toBe(true)
  })

  it('never keeps bytes that were damaged on the way', async () => {
    rig.faults.failOnce(target, { kind: 'flip-response-byte', at: 12_345 })
    const row = await rig.fetchOwn('docs/big.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await saved('big.bin')).equals(BIG)).toBe(true)
  })

  it('takes everything again from a server that ignores ranges', async () => {
    rig.faults.failOnce(target, { kind: 'reset-response', afterBytes: MIB })
    rig.faults.failOnce(target, { kind: 'ignore-range' })
    await rig.fetchOwn('docs/big.bin')
    expect((await saved('big.bin')).equals(BIG)).toBe(true)
  })
})

describe('a download that fails', () => {
  it('says why, and leaves the folder as it was', async () => {
    const row = await rig.fetchOwn('docs/none.bin')
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'OSS_NO_SUCH_KEY' } })
    rig.faults.fail('GetObject', { kind: 'respond', status: 403, code: 'AccessDenied' })
    const denied = await rig.fetchOwn('docs/big.bin')
    expect(denied.state).toMatchObject({ status: 'failed', error: { code: 'OSS_ACCESS_DENIED' } })
    expect(await files()).toEqual([])
  })

  it('leaves nothing behind when it is cancelled', async () => {
    rig.faults.fail('GetObject', { kind: 'slow', bytesPerSecond: MIB })
    const id = rig.start({
      url: 'https://x.example/big.bin',
      signed: {
        connectionId: 'c',
        bucket: rig.practice.bucket,
        key: 'docs/big.bin',
        foreign: false,
      },
    })
    await expect.poll(() => rig.queue.get(id)?.row.state.status).toBe('running')
    rig.queue.cancel({ ids: [id] })
    await expect.poll(files).toEqual([])
  })

  it('says that the folder is gone, without losing the link', async () => {
    const row = await rig.fetchOwn('docs/big.bin', { folder: join(rig.folder, 'gone') })
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'FOLDER_NOT_FOUND' } })
  })

  it('says that a signed link has expired', async () => {
    const url = new URL(await rig.client.signUrl('docs/big.bin', 60))
    url.searchParams.set('x-oss-date', '20200101T000000Z')
    const row = await rig.fetchUrl(url.href)
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'LINK_EXPIRED' } })
  })
})
