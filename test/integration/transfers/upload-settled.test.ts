import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answerWith, FOR_EVER, INTERNAL_ERROR, NO_SUCH_UPLOAD } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
const SIZE = 16 * MIB + 123
const OURS = sampleBytes(SIZE, 1)
const THEIRS = sampleBytes(SIZE, 2)
const lost = { kind: 'lose-answer' } as const
let rig: UploadRig
let path: string

beforeAll(async () => {
  rig = await startUploadRig()
  path = await rig.file('ours.bin', OURS)
})
afterEach(() => rig.faults.heal())
afterAll(() => rig.cleanup())

const begun = (key: string) => rig.seen(key, 'InitiateMultipartUpload').length
const partsSent = (key: string) => rig.seen(key, 'UploadPart').map((one) => one.partNumber)
const keysUnder = async (prefix: string) => (await rig.client.list({ prefix })).keys

describe('a Complete whose answer is lost', () => {
  it('is settled by what the server holds, also where the object may be replaced', async () => {
    await rig.client.put('settled/overwrite.bin', THEIRS, {})
    rig.faults.failOnce('CompleteMultipartUpload', lost)
    const row = await rig.upload(path, 'settled/overwrite.bin', 'overwrite')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await rig.stored('settled/overwrite.bin')).equals(OURS)).toBe(true)
    expect(begun('settled/overwrite.bin')).toBe(1)
    expect(partsSent('settled/overwrite.bin').sort()).toEqual([1, 2, 3])
  })

  it('is settled without the list of parts, where the key may not read it', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', lost)
    rig.faults.fail('ListParts', answerWith(403, 'AccessDenied'))
    const row = await rig.upload(path, 'settled/no-list.bin')
    expect(row).toMatchObject({ objectKey: 'settled/no-list.bin', state: { status: 'done' } })
    expect(await keysUnder('settled/no-list')).toEqual(['settled/no-list.bin'])
    expect(begun('settled/no-list.bin')).toBe(1)
  })

  it('is not guessed about while the server can’t say what it holds', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', lost)
    rig.faults.fail('HeadObject', INTERNAL_ERROR, 7)
    const row = await rig.upload(path, 'settled/patient.bin')
    expect(row).toMatchObject({ objectKey: 'settled/patient.bin', state: { status: 'done' } })
    expect(await keysUnder('settled/patient')).toEqual(['settled/patient.bin'])
    expect(begun('settled/patient.bin')).toBe(1)
  })

  it('is not taken for done when an answer of success holds an error', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', answerWith(200, 'InternalError'))
    const row = await rig.upload(path, 'settled/late-error.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(begun('settled/late-error.bin')).toBe(1)
    expect((await rig.stored('settled/late-error.bin')).equals(OURS)).toBe(true)
  })

  it('leaves an object without CRC64 alone: that may be anybody’s', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', lost)
    rig.faults.fail({ operation: 'HeadObject', key: 'settled/no-crc.bin' }, { kind: 'no-crc' })
    const row = await rig.upload(path, 'settled/no-crc.bin')
    expect(row).toMatchObject({ objectKey: 'settled/no-crc (2).bin', state: { status: 'done' } })
    rig.faults.heal()
    expect((await rig.stored('settled/no-crc (2).bin')).equals(OURS)).toBe(true)
  })
})

describe('an upload that is gone on the server', () => {
  it.each(['UploadPart', 'CompleteMultipartUpload'] as const)(
    'begins anew at once when %s is told so, and costs no attempt',
    async (operation) => {
      const key = `gone/${operation}.bin`
      rig.faults.failOnce({ operation, key }, NO_SUCH_UPLOAD)
      const row = await rig.upload(path, key)
      expect(row).toMatchObject({
        objectKey: key,
        state: { status: 'done', verification: 'crc64' },
      })
      expect((await rig.stored(key)).equals(OURS)).toBe(true)
      expect(begun(key)).toBe(2)
      // A second attempt would have asked what the server has.
      expect(rig.seen(key, 'ListParts')).toEqual([])
      expect(await rig.client.listMultipartUploads(key)).toEqual([])
    },
  )

  it('takes no other object of the same name and size for its own', async () => {
    await rig.client.put('gone/same-size.bin', THEIRS, {})
    rig.faults.failOnce('CompleteMultipartUpload', NO_SUCH_UPLOAD)
    const row = await rig.upload(path, 'gone/same-size.bin', 'overwrite')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await rig.stored('gone/same-size.bin')).equals(OURS)).toBe(true)
    expect(begun('gone/same-size.bin')).toBe(2)
  })

  it('begins anew when the server has lost a part that it confirmed', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', answerWith(400, 'InvalidPart'))
    const row = await rig.upload(path, 'gone/invalid-part.bin')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(begun('gone/invalid-part.bin')).toBe(2)
    expect(await rig.client.listMultipartUploads('gone/invalid-part')).toEqual([])
  })

  it('fails with that reason when it happens again and again', async () => {
    rig.faults.fail('UploadPart', NO_SUCH_UPLOAD)
    const row = await rig.upload(path, 'gone/always.bin')
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'OSS_NO_SUCH_UPLOAD' } })
    expect(await rig.client.listMultipartUploads('gone/always')).toEqual([])
    expect(await keysUnder('gone/always')).toEqual([])
  })
})

describe('a key that is taken while an upload is paused', () => {
  it('stays as it is, and the file gets the next free number', async () => {
    const key = 'taken/meanwhile.bin'
    rig.faults.fail({ operation: 'UploadPart', key, partNumber: 3 }, FOR_EVER)
    const id = rig.start(path, key)
    await expect.poll(() => rig.taskOf(id).multipart?.parts.size).toBe(2)
    rig.queue.pause({ ids: [id] })
    rig.faults.heal()
    await rig.client.put(key, THEIRS, {})
    rig.queue.resume({ ids: [id] })
    const row = await rig.ended(id)
    expect(row).toMatchObject({ objectKey: 'taken/meanwhile (2).bin', state: { status: 'done' } })
    expect((await rig.stored(key)).equals(THEIRS)).toBe(true)
    expect((await rig.stored('taken/meanwhile (2).bin')).equals(OURS)).toBe(true)
    expect(await rig.client.listMultipartUploads('taken/')).toEqual([])
  })
})
