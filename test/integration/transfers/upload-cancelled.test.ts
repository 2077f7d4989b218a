import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf } from '../../support/body'
import { answerWith, FOR_EVER, INTERNAL_ERROR } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
const SIZE = 16 * MIB + 1
let rig: UploadRig
let path: string

beforeAll(async () => {
  rig = await startUploadRig()
  path = await rig.file('large.bin', sampleBytes(SIZE, 1))
})
afterEach(() => rig.faults.heal())
afterAll(() => rig.cleanup())

const uploadsLeft = (key: string) => rig.client.listMultipartUploads(key)

async function stuckInPart3(key: string): Promise<string> {
  rig.faults.fail({ operation: 'UploadPart', key, partNumber: 3 }, FOR_EVER)
  const id = rig.start(path, key)
  await expect.poll(() => rig.taskOf(id).multipart?.parts.size).toBe(2)
  return id
}

describe('an Initiate whose answer is lost', () => {
  it('leaves no upload behind that nobody knows', async () => {
    const key = 'initiate/lost.bin'
    rig.faults.fail({ operation: 'InitiateMultipartUpload', key }, { kind: 'lose-answer' }, 2)
    const row = await rig.upload(path, key)
    expect(row).toMatchObject({ objectKey: key, state: { status: 'done', verification: 'crc64' } })
    expect(await uploadsLeft(key)).toEqual([])
  })

  it('leaves none either when the upload is cancelled before the next one', async () => {
    const key = 'initiate/cancelled.bin'
    rig.faults.failOnce({ operation: 'InitiateMultipartUpload', key }, { kind: 'lose-answer' })
    rig.faults.failOnce('ListMultipartUploads', FOR_EVER)
    const id = rig.start(path, key)
    const listed = rig.faults.count('ListMultipartUploads')
    await expect.poll(() => rig.faults.count('ListMultipartUploads') - listed).toBe(1)
    rig.queue.cancel({ ids: [id] })
    await expect.poll(() => rig.taskOf(id).initiating).toBeUndefined()
    expect(await uploadsLeft(key)).toEqual([])
  })

  it('ends no upload that has parts, nor one of another key', async () => {
    const key = 'initiate/others.bin'
    const other = await rig.client.initiateMultipart(key, {})
    const body = { sizeBytes: 5, open: () => bodyOf([Buffer.from('other')]) }
    await rig.client.uploadPart(key, other, 1, body)
    const longer = await rig.client.initiateMultipart(`${key}.more`, {})
    rig.faults.failOnce({ operation: 'InitiateMultipartUpload', key }, { kind: 'lose-answer' })
    expect((await rig.upload(path, key)).state.status).toBe('done')
    const left = (await uploadsLeft(key)).map((one) => one.uploadId)
    expect(left.sort()).toEqual([other, longer].sort())
  })
})

describe('a cancelled upload', () => {
  it('is ended on the server twice, since a part in flight survives the first time', async () => {
    const key = 'cancel/twice.bin'
    const id = await stuckInPart3(key)
    rig.queue.cancel({ ids: [id] })
    await expect.poll(() => rig.seen(key, 'AbortMultipartUpload').length).toBe(2)
    await expect.poll(() => rig.taskOf(id).multipart).toBeUndefined()
    expect(await uploadsLeft(key)).toEqual([])
  })

  it('stays on record while the server can’t be told, and is ended once it can', async () => {
    const key = 'cancel/later.bin'
    const id = await stuckInPart3(key)
    rig.faults.fail('AbortMultipartUpload', INTERNAL_ERROR)
    rig.queue.cancel({ ids: [id] })
    await expect.poll(() => rig.seen(key, 'AbortMultipartUpload').length).toBeGreaterThan(2)
    expect(rig.taskOf(id).multipart).toBeDefined()
    expect(rig.queue.get(id)?.row.state.status).toBe('cancelled')
    rig.faults.heal()
    await expect.poll(() => uploadsLeft(key)).toEqual([])
    await expect.poll(() => rig.taskOf(id).multipart).toBeUndefined()
  })

  it('is left to others where the key may not end it', async () => {
    const key = 'cancel/denied.bin'
    const id = await stuckInPart3(key)
    rig.faults.fail('AbortMultipartUpload', answerWith(403, 'AccessDenied'))
    rig.queue.cancel({ ids: [id] })
    await expect.poll(() => rig.taskOf(id).multipart).toBeUndefined()
    expect(rig.queue.get(id)?.row.state.status).toBe('cancelled')
  })

  it('can be cancelled while its answer is being settled, and leaves nothing', async () => {
    const key = 'cancel/settling.bin'
    rig.faults.failOnce({ operation: 'ListParts', key }, answerWith(404, 'NoSuchUpload'))
    rig.faults.fail({ operation: 'HeadObject', key }, FOR_EVER)
    const id = await stuckInPart3(key)
    rig.queue.pause({ ids: [id] })
    rig.queue.resume({ ids: [id] })
    await expect.poll(() => rig.seen(key, 'HeadObject').length).toBe(1)
    rig.queue.cancel({ ids: [id] })
    await expect.poll(() => uploadsLeft(key)).toEqual([])
  })

  it('sends everything again when it is retried', async () => {
    const key = 'cancel/retried.bin'
    const id = await stuckInPart3(key)
    rig.queue.cancel({ ids: [id] })
    rig.faults.heal()
    rig.queue.retry({ ids: [id] })
    expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(await uploadsLeft(key)).toEqual([])
  })
})
