import { readFile, rename, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf } from '../../support/body'
import { answerWith, FOR_EVER, INTERNAL_ERROR } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
const SIZE = 24 * MIB + 5
const BYTES = sampleBytes(SIZE, 4)
let rig: UploadRig

beforeAll(async () => {
  rig = await startUploadRig()
})
afterEach(() => rig.faults.heal())
afterAll(() => rig.cleanup())

const partsSent = (key: string) => rig.seen(key, 'UploadPart').map((one) => one.partNumber)

/** Sends parts 1 to 3 of 4 and pauses. @returns the id of the row, and of its upload on the server */
async function pausedBeforePart4(path: string, key: string) {
  rig.faults.fail({ operation: 'UploadPart', key, partNumber: 4 }, FOR_EVER)
  const id = rig.start(path, key)
  await expect.poll(() => rig.taskOf(id).multipart?.parts.size, { timeout: 5000 }).toBe(3)
  rig.queue.pause({ ids: [id] })
  rig.faults.heal()
  return { id, uploadId: rig.taskOf(id).multipart?.uploadId ?? '' }
}

async function replaceBySameSizeAndTime(path: string) {
  const { atime, mtime } = await stat(path)
  await writeFile(`${path}.new`, sampleBytes(SIZE, 7))
  await utimes(`${path}.new`, atime, mtime)
  await rename(`${path}.new`, path)
}

async function identityOf(path: string) {
  const { size, mtimeMs, ino } = await stat(path)
  return { sizeBytes: size, mtimeMs, inode: ino }
}

async function goOn(id: string) {
  rig.queue.resume({ ids: [id] })
  return rig.ended(id)
}

describe('an upload that goes on', () => {
  it('sends a part again that the server has otherwise than we remember', async () => {
    const key = 'resumed/replaced.bin'
    const { id, uploadId } = await pausedBeforePart4(await rig.file('a.bin', BYTES), key)
    const wrong = { sizeBytes: 8 * MIB, open: () => bodyOf([Buffer.alloc(8 * MIB)]) }
    await rig.client.uploadPart(key, uploadId, 2, wrong)
    const before = partsSent(key).length
    expect((await goOn(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(partsSent(key).slice(before).sort()).toEqual([2, 4])
    expect((await rig.stored(key)).equals(BYTES)).toBe(true)
  })

  it('sends a part again that only the server knows', async () => {
    const key = 'resumed/unknown.bin'
    const { id } = await pausedBeforePart4(await rig.file('b.bin', BYTES), key)
    rig.taskOf(id).multipart?.parts.delete(1)
    const before = partsSent(key).length
    expect((await goOn(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(partsSent(key).slice(before).sort()).toEqual([1, 4])
  })

  it('trusts its journal where the key may not list parts', async () => {
    const key = 'resumed/denied.bin'
    const { id } = await pausedBeforePart4(await rig.file('c.bin', BYTES), key)
    rig.faults.fail('ListParts', answerWith(403, 'AccessDenied'))
    const before = partsSent(key).length
    expect((await goOn(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(partsSent(key).slice(before)).toEqual([4])
  })

  it('asks again for the list when the server is in trouble', async () => {
    const key = 'resumed/trouble.bin'
    const { id } = await pausedBeforePart4(await rig.file('d.bin', BYTES), key)
    rig.faults.fail('ListParts', INTERNAL_ERROR, 3)
    const before = partsSent(key).length
    expect((await goOn(id)).state.status).toBe('done')
    expect(partsSent(key).slice(before)).toEqual([4])
  })

  it('begins anew when its upload was aborted elsewhere', async () => {
    const key = 'resumed/aborted.bin'
    const { id, uploadId } = await pausedBeforePart4(await rig.file('e.bin', BYTES), key)
    await rig.client.abortMultipart(key, uploadId)
    expect(await goOn(id)).toMatchObject({ objectKey: key, state: { status: 'done' } })
    expect((await rig.stored(key)).equals(BYTES)).toBe(true)
    expect(rig.seen(key, 'InitiateMultipartUpload')).toHaveLength(2)
  })

  it('confirms more parts than one page holds, and sends none of them twice', async () => {
    const key = 'resumed/many-parts.bin'
    const path = await rig.file('many.bin', sampleBytes(MIB, 9))
    const partSizeBytes = 100 * 1024
    await truncate(path, 1010 * partSizeBytes)
    rig.faults.fail({ operation: 'UploadPart', key, partNumber: 1008 }, FOR_EVER)
    const uploadId = await rig.client.initiateMultipart(key, {})
    const id = rig.start(path, key, 'number', {
      multipart: {
        uploadId,
        key,
        partSizeBytes,
        source: await identityOf(path),
        parts: new Map(),
      },
    })
    await expect.poll(() => rig.taskOf(id).multipart?.parts.size, { timeout: 30_000 }).toBe(1009)
    rig.queue.pause({ ids: [id] })
    rig.faults.heal()
    expect((await goOn(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    // One page while there was nothing, then two.
    expect(rig.seen(key, 'ListParts')).toHaveLength(3)
    expect(partsSent(key)).toHaveLength(1011)
  }, 60_000)
})

describe('a file that has changed while its upload was paused', () => {
  it.each([
    ['in size', (path: string) => writeFile(path, sampleBytes(20 * MIB, 5))],
    ['in time alone', (path: string) => utimes(path, 1000, 1000)],
    ['to a small one', (path: string) => writeFile(path, 'small')],
    ['for another of the same size and time', replaceBySameSizeAndTime],
  ])('%s is sent anew, the row says so, and no part is left', async (how, change) => {
    const key = `changed/${how}.bin`
    const path = await rig.file(`${how}.bin`, BYTES)
    const { id, uploadId } = await pausedBeforePart4(path, key)
    await change(path)
    const row = await goOn(id)
    expect(row).toMatchObject({ notice: 'source-changed', objectKey: key })
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await rig.stored(key)).equals(await readFile(path))).toBe(true)
    expect(rig.seen(key, 'AbortMultipartUpload')[0]?.uploadId).toBe(uploadId)
    expect(await rig.client.listMultipartUploads('changed/')).toEqual([])
  })

  it('is not sent anew before its old parts are gone', async () => {
    const key = 'changed/abort-fails.bin'
    const path = await rig.file('abort-fails.bin', BYTES)
    const { id } = await pausedBeforePart4(path, key)
    await writeFile(path, sampleBytes(SIZE, 6))
    rig.faults.fail('AbortMultipartUpload', INTERNAL_ERROR, 2)
    expect((await goOn(id)).state.status).toBe('done')
    expect(await rig.client.listMultipartUploads('changed/')).toEqual([])
  })
  it('fails when it changes while it is sent, and is sent as it is now on a retry', async () => {
    const key = 'changed/while-sent.bin'
    const path = await rig.file('while-sent.bin', BYTES)
    rig.faults.fail('UploadPart', { kind: 'slow', bytesPerSecond: 16 * MIB })
    const id = rig.start(path, key)
    await expect.poll(() => rig.seen(key, 'UploadPart').length).toBeGreaterThan(0)
    await writeFile(path, sampleBytes(SIZE, 8))
    expect((await rig.ended(id)).state).toMatchObject({ error: { code: 'FILE_CHANGED' } })
    expect(await rig.client.listMultipartUploads(key)).toEqual([])
    rig.faults.heal()
    rig.queue.retry({ ids: [id] })
    expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await rig.stored(key)).equals(sampleBytes(SIZE, 8))).toBe(true)
  })
})
