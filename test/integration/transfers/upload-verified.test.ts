import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FOR_EVER } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
const flip = { kind: 'flip-request-byte', at: 4242 } as const
const wrongCrc = { kind: 'wrong-crc' } as const
let rig: UploadRig

beforeAll(async () => {
  rig = await startUploadRig()
})
afterEach(() => rig.faults.heal())
afterAll(() => rig.cleanup())

const keysUnder = async (prefix: string) => (await rig.client.list({ prefix })).keys
const MISMATCH = { status: 'failed', error: { code: 'CHECKSUM_MISMATCH' } }
const VERIFIED = { status: 'done', verification: 'crc64' }

describe.each([
  // The MD5 of a small body lets the server refuse it; a larger one is stored, and CRC64 tells.
  ['small', 50_000],
  ['streamed', 2 * MIB],
])('a %s file whose bytes are damaged on the way', (name, size) => {
  const bytes = sampleBytes(size, 3)

  it('is sent again under its own name, in place of the damaged object', async () => {
    const key = `damaged/once-${name}.bin`
    rig.faults.failOnce('PutObject', flip)
    const row = await rig.upload(await rig.file('once.bin', bytes), key)
    expect(row).toMatchObject({ objectKey: key, state: VERIFIED })
    expect((await rig.stored(key)).equals(bytes)).toBe(true)
    expect(await keysUnder(`damaged/once-${name}`)).toEqual([key])
  })

  it('fails in the end, with at most the one damaged object, and the file as it was', async () => {
    const key = `damaged/always-${name}.bin`
    const path = await rig.file('always.bin', bytes)
    rig.faults.fail('PutObject', flip)
    const row = await rig.upload(path, key)
    expect(row.state).toMatchObject({ ...MISMATCH, attempts: 5 })
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect(await keysUnder(`damaged/always-${name}`)).toEqual(size > MIB ? [key] : [])
  })
})

describe('a damaged object of ours', () => {
  it('is not replaced when somebody else has put another in its place', async () => {
    const key = 'damaged/theirs.bin'
    const bytes = sampleBytes(2 * MIB, 4)
    rig.faults.failOnce('PutObject', flip)
    rig.faults.failOnce('HeadObject', FOR_EVER)
    const id = rig.start(await rig.file('theirs.bin', bytes), key)
    await expect.poll(() => rig.seen(key, 'HeadObject').length).toBe(1)
    rig.queue.pause({ ids: [id] })
    await rig.client.put(key, Buffer.from('theirs'), {})
    rig.queue.resume({ ids: [id] })
    const row = await rig.ended(id)
    expect(row).toMatchObject({ objectKey: 'damaged/theirs (2).bin', state: VERIFIED })
    expect(String(await rig.stored(key))).toBe('theirs')
  })

  it('is not sent again when only the answer was wrong', async () => {
    const key = 'damaged/answer.bin'
    rig.faults.failOnce('PutObject', wrongCrc)
    const row = await rig.upload(await rig.file('answer.bin', sampleBytes(2 * MIB, 5)), key)
    expect(row).toMatchObject({ objectKey: key, state: VERIFIED })
    expect(rig.seen(key, 'PutObject')).toHaveLength(1)
  })
})

describe('a large file', () => {
  const bytes = sampleBytes(16 * MIB + 5, 6)

  it('sends the part again that was damaged, and no other', async () => {
    const key = 'damaged/part.bin'
    rig.faults.fail({ operation: 'UploadPart', key, partNumber: 2 }, flip, 3)
    expect((await rig.upload(await rig.file('part.bin', bytes), key)).state).toMatchObject(VERIFIED)
    const numbers = rig.seen(key, 'UploadPart').map((one) => one.partNumber)
    expect(numbers.sort()).toEqual([1, 2, 2, 2, 2, 3])
    expect((await rig.stored(key)).equals(bytes)).toBe(true)
  })

  it('fails when a part never arrives whole, and goes on from the others on a retry', async () => {
    const key = 'damaged/never.bin'
    rig.faults.fail({ operation: 'UploadPart', key, partNumber: 2 }, flip)
    const id = rig.start(await rig.file('never.bin', bytes), key)
    expect((await rig.ended(id)).state).toMatchObject(MISMATCH)
    expect(await keysUnder('damaged/never')).toEqual([])
    rig.faults.heal()
    const before = rig.seen(key, 'UploadPart').length
    rig.queue.retry({ ids: [id] })
    expect((await rig.ended(id)).state).toMatchObject(VERIFIED)
    expect(
      rig
        .seen(key, 'UploadPart')
        .slice(before)
        .map((one) => one.partNumber),
    ).toEqual([2])
    expect(await rig.client.listMultipartUploads(key)).toEqual([])
  })

  it('fails when the whole never matches, and leaves both sides', async () => {
    const key = 'damaged/whole.bin'
    const path = await rig.file('whole.bin', bytes)
    rig.faults.fail('CompleteMultipartUpload', wrongCrc)
    rig.faults.fail({ operation: 'HeadObject', key }, wrongCrc)
    expect((await rig.upload(path, key)).state).toMatchObject(MISMATCH)
    rig.faults.heal()
    expect(await keysUnder('damaged/whole')).toEqual([key])
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect(await rig.client.listMultipartUploads(key)).toEqual([])
  })

  it.each([
    ['neither the parts nor the whole', ['UploadPart', 'CompleteMultipartUpload'], 'none'],
    ['no part', ['UploadPart'], 'crc64'],
    ['not the whole', ['CompleteMultipartUpload'], 'none'],
  ] as const)(
    'is called verified by the CRC64 of the whole alone, where the server gives it for %s',
    async (name, operations, verification) => {
      const key = `no-crc/${name}.bin`
      for (const operation of operations) rig.faults.fail(operation, { kind: 'no-crc' })
      const row = await rig.upload(await rig.file(`${name}.bin`, bytes), key)
      expect(row.state).toMatchObject({ status: 'done', verification })
    },
  )
})
