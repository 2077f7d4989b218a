import { rm, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sampleBytes } from '../../support/sample-bytes'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
const SIZE = 20 * MIB + 123
let rig: UploadRig

beforeAll(async () => {
  rig = await startUploadRig()
})
afterEach(() => rig.faults.heal())
afterAll(() => rig.cleanup())

const stored = async (key: string) => buffer((await rig.client.get(key, undefined)).body)
const lost = { kind: 'lose-answer' } as const

describe('a small file', () => {
  it('arrives byte for byte, with its type, and is verified by CRC64', async () => {
    const path = await rig.file('report.pdf', sampleBytes(70_000))
    const row = await rig.upload(path, 'docs/report.pdf')
    expect(row).toMatchObject({
      sizeBytes: 70_000,
      objectKey: 'docs/report.pdf',
      contentType: 'application/pdf',
      state: { status: 'done', verification: 'crc64' },
    })
    expect(await stored('docs/report.pdf')).toEqual(sampleBytes(70_000))
  })

  it('may be empty', async () => {
    const row = await rig.upload(await rig.file('empty.txt', ''), 'docs/empty.txt')
    expect(row.state.status).toBe('done')
    expect(await rig.client.head('docs/empty.txt')).toMatchObject({ sizeBytes: 0 })
  })

  it('says that it is not verified when the server gives no CRC64', async () => {
    rig.faults.failOnce('PutObject', { kind: 'no-crc' })
    const row = await rig.upload(await rig.file('no-crc.txt', 'x'), 'docs/no-crc.txt')
    expect(row.state).toMatchObject({ status: 'done', verification: 'none' })
  })
})

describe('a key that exists', () => {
  it('is never overwritten: the new object gets the next free number', async () => {
    const first = await rig.file('a.txt', 'first')
    const second = await rig.file('b.txt', 'second')
    const third = await rig.file('c.txt', 'third')
    await rig.upload(first, 'same/name.txt')
    expect((await rig.upload(second, 'same/name.txt')).objectKey).toBe('same/name (2).txt')
    expect((await rig.upload(third, 'same/name.txt')).objectKey).toBe('same/name (3).txt')
    expect(String(await stored('same/name.txt'))).toBe('first')
    expect(String(await stored('same/name (3).txt'))).toBe('third')
  })

  it('is left alone by skip, and replaced by overwrite only', async () => {
    await rig.upload(await rig.file('d.txt', 'old'), 'policy.txt')
    const next = await rig.file('e.txt', 'new')
    expect((await rig.upload(next, 'policy.txt', 'skip')).state).toMatchObject({
      status: 'skipped',
      reason: 'exists',
    })
    expect(String(await stored('policy.txt'))).toBe('old')
    expect((await rig.upload(next, 'policy.txt', 'overwrite')).state.status).toBe('done')
    expect(String(await stored('policy.txt'))).toBe('new')
  })

  it('gives numbers without loss when many files race for it', async () => {
    const paths = await Promise.all(
      Array.from({ length: 8 }, (_, n) => rig.file(`race-${n}`, `content ${n}`)),
    )
    const rows = await Promise.all(paths.map((path) => rig.upload(path, 'race/key')))
    const keys = rows.map((row) => row.objectKey ?? '')
    expect(new Set(keys).size).toBe(8)
    const contents = await Promise.all(keys.map(stored))
    expect(contents.map(String)).toEqual(paths.map((_, n) => `content ${n}`))
  })
})

describe('an answer that is lost', () => {
  it('does not make a second object of a small file', async () => {
    rig.faults.failOnce('PutObject', lost)
    const row = await rig.upload(await rig.file('lost.txt', 'only once'), 'lost/small.txt')
    expect(row).toMatchObject({ objectKey: 'lost/small.txt', state: { status: 'done' } })
    expect((await rig.client.list({ prefix: 'lost/small' })).keys).toEqual(['lost/small.txt'])
  })

  it('does not make a second object of a numbered file either', async () => {
    await rig.upload(await rig.file('n1.txt', 'first'), 'lost/numbered.txt')
    rig.faults.failOnce({ operation: 'PutObject', key: 'lost/numbered (2).txt' }, lost)
    const row = await rig.upload(await rig.file('n2.txt', 'second'), 'lost/numbered.txt')
    expect(row.objectKey).toBe('lost/numbered (2).txt')
    expect((await rig.client.list({ prefix: 'lost/numbered' })).keys).toHaveLength(2)
  })

  it('settles a Complete by size and CRC64', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', lost)
    const row = await rig.upload(await rig.file('big-lost.bin', sampleBytes(SIZE)), 'lost/big.bin')
    expect(row).toMatchObject({ objectKey: 'lost/big.bin', state: { status: 'done' } })
    expect((await rig.client.list({ prefix: 'lost/big' })).keys).toEqual(['lost/big.bin'])
  })
})

describe('a large file', () => {
  it('is sent in parts and arrives byte for byte', async () => {
    const bytes = sampleBytes(SIZE)
    const row = await rig.upload(await rig.file('large.bin', bytes), 'large/a.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await stored('large/a.bin')).equals(bytes)).toBe(true)
  })

  it('sends no part again that had arrived when the connection was lost for a while', async () => {
    const path = await rig.file('resumed.bin', sampleBytes(SIZE))
    const target = { operation: 'UploadPart', key: 'large/resumed.bin', partNumber: 3 } as const
    rig.faults.fail(target, { kind: 'reset-request', afterBytes: 1000 }, 3)
    const row = await rig.upload(path, 'large/resumed.bin')
    expect(row.state.status).toBe('done')
    const sent = rig.faults.requests
      .filter((one) => one.operation === 'UploadPart' && one.key === 'large/resumed.bin')
      .map((one) => one.partNumber)
    expect(sent.filter((number) => number !== 3).sort()).toEqual([1, 2])
    expect(sent.filter((number) => number === 3)).toHaveLength(4)
  })

  it('sends a part again whose bytes were damaged on the way', async () => {
    const bytes = sampleBytes(SIZE, 7)
    rig.faults.failOnce('UploadPart', { kind: 'flip-request-byte', at: 4242 })
    const row = await rig.upload(await rig.file('flip.bin', bytes), 'large/flip.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await stored('large/flip.bin')).equals(bytes)).toBe(true)
  })

  it('leaves nothing on the server when it is cancelled', async () => {
    const path = await rig.file('cancelled.bin', sampleBytes(SIZE))
    rig.faults.fail('UploadPart', { kind: 'slow', bytesPerSecond: 2 * MIB })
    const id = rig.start(path, 'large/cancelled.bin')
    await expect.poll(() => rig.queue.get(id)?.row.state.status).toBe('running')
    rig.queue.cancel({ ids: [id] })
    expect(rig.queue.get(id)?.row.state.status).toBe('cancelled')
    await expect
      .poll(() => rig.client.listMultipartUploads('large/cancelled'), { timeout: 5000 })
      .toEqual([])
    expect((await rig.client.list({ prefix: 'large/cancelled' })).keys).toEqual([])
  })
})

describe('a source that goes wrong', () => {
  it('fails with a reason when it has vanished, and the rest goes on', async () => {
    const path = await rig.file('vanished.txt', 'x')
    await rm(path)
    const [gone, kept] = await Promise.all([
      rig.upload(path, 'source/vanished.txt'),
      rig.upload(await rig.file('kept.txt', 'kept'), 'source/kept.txt'),
    ])
    expect(gone.state).toMatchObject({ status: 'failed', error: { code: 'FILE_NOT_FOUND' } })
    expect(kept.state.status).toBe('done')
  })

  it('fails rather than store a mixture when it changes while it is sent', async () => {
    const path = await rig.file('changing.bin', sampleBytes(SIZE))
    rig.faults.fail('UploadPart', { kind: 'slow', bytesPerSecond: 8 * MIB })
    const id = rig.start(path, 'source/changing.bin')
    await expect.poll(() => rig.queue.get(id)?.row.state.status).toBe('running')
    await writeFile(path, sampleBytes(SIZE, 99))
    const row = await rig.ended(id)
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'FILE_CHANGED' } })
    expect((await rig.client.list({ prefix: 'source/changing' })).keys).toEqual([])
    expect(await rig.client.listMultipartUploads('source/changing')).toEqual([])
  })
})

describe('a server in trouble', () => {
  it('is asked again after SlowDown and after an error of its own', async () => {
    rig.faults.fail('PutObject', { kind: 'respond', status: 503, code: 'SlowDown' }, 2)
    const row = await rig.upload(await rig.file('slow.txt', 'patient'), 'trouble/slow.txt')
    expect(row.state.status).toBe('done')
    expect(String(await stored('trouble/slow.txt'))).toBe('patient')
  })

  it('is not asked again when it says no', async () => {
    const before = rig.faults.count('PutObject')
    rig.faults.fail('PutObject', { kind: 'respond', status: 403, code: 'AccessDenied' })
    const row = await rig.upload(await rig.file('denied.txt', 'x'), 'trouble/denied.txt')
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'OSS_ACCESS_DENIED' } })
    expect(rig.faults.count('PutObject') - before).toBe(1)
  })
})
