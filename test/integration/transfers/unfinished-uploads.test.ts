import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../electron/app/open-journal'
import { createUnfinishedUploads } from '../../../electron/transfers/unfinished'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { expectCode } from '../../support/expect-code'
import { answerWith, FOR_EVER } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const PART = 8 * MIB
/** Three parts; the third never arrives while `stuck` holds. */
const BYTES = sampleBytes(20 * MIB + 5, 3)
const DENIED = answerWith(403, 'AccessDenied')

let rig: EngineRig
let nowMs = Date.now()

beforeEach(async () => {
  nowMs = Date.now()
  rig = await startEngineRig()
  await rig.restart(withBegunStore)
})
afterEach(() => rig.cleanup())

async function withBegunStore() {
  const { store } = await openJournal(join(rig.folder, 'begun'), Date.now)
  return { begunStore: store }
}

/** The next start of the app, whose queue was lost with everything in it. */
const restartWithoutQueue = () => rig.restart(withBegunStore)

function unfinished() {
  const { queue, begun, clientOf } = rig.engine
  let count = 0
  return createUnfinishedUploads({
    queue,
    begun,
    clientOf,
    hasConnection: (id) => id === rig.connectionId,
    now: () => nowMs,
    newId: () => `new-${++count}`,
  })
}

const list = () => unfinished().list(rig.connectionId)
const client = () => rig.engine.clients.of(rig.connectionId)
const partsSent = () =>
  rig.faults.requests.filter((one) => one.operation === 'UploadPart').map((one) => one.partNumber)
const onServer = async () => (await client()).listMultipartUploads('')

/** An upload of which two parts are on the server, paused. @returns the id of its row */
async function pausedMidway(name = 'film.bin'): Promise<string> {
  rig.faults.fail({ operation: 'UploadPart', partNumber: 3 }, FOR_EVER)
  const id = await rig.upload(name, BYTES)
  await expect.poll(() => sentParts(id)).toBe(2)
  rig.engine.queue.pause({ ids: [id] })
  rig.faults.heal()
  return id
}

function sentParts(id: string): number {
  const task = rig.engine.queue.get(id)?.task
  return task?.direction === 'upload' ? (task.multipart?.parts.size ?? 0) : 0
}

describe('the list of unfinished uploads', () => {
  it('has what is paused, with its size so far, and nothing that runs or is done', async () => {
    rig.faults.fail({ operation: 'UploadPart', partNumber: 3 }, FOR_EVER)
    const id = await rig.upload('film.bin', BYTES)
    await expect.poll(() => sentParts(id)).toBe(2)
    expect(await list()).toEqual({ uploads: [], byOthers: 0 })
    rig.engine.queue.pause({ ids: [id] })
    rig.faults.heal()

    const [upload, ...rest] = (await list()).uploads
    expect(rest).toEqual([])
    expect(upload).toMatchObject({
      name: 'film.bin',
      objectKey: 'film.bin',
      sizeBytes: BYTES.length,
      sentBytes: 2 * PART,
      source: 'there',
    })
    expect(Math.abs((upload?.beganAtMs ?? 0) - Date.now())).toBeLessThan(60_000)

    rig.engine.queue.resume({ ids: [id] })
    expect((await rig.ended(id)).state.status).toBe('done')
    expect(await list()).toEqual({ uploads: [], byOthers: 0 })
    expect(rig.engine.begun.all()).toEqual([])
  })

  it('counts uploads of other programs over all pages, and offers none of them', async () => {
    await pausedMidway()
    const oss = await client()
    for (let round = 0; round < 30; round += 1) {
      const begin = (n: number) => oss.initiateMultipart(`theirs/${round}-${n}`, {})
      await Promise.all(Array.from({ length: 35 }, (_, n) => begin(n)))
    }
    const { uploads, byOthers } = await list()
    expect(uploads.map(({ objectKey }) => objectKey)).toEqual(['film.bin'])
    expect(byOthers).toBe(1050)
  })

  it('comes from our own records where the key may not list, with or without sizes', async () => {
    await pausedMidway()
    rig.faults.fail('ListMultipartUploads', DENIED)
    const known = await list()
    expect(known.byOthers).toBeUndefined()
    expect(known.uploads).toMatchObject([{ objectKey: 'film.bin', sentBytes: 2 * PART }])
    rig.faults.fail('ListParts', DENIED)
    expect((await list()).uploads[0]).not.toHaveProperty('sentBytes')
  })

  it('drops what somebody else has ended, whether or not the key may list', async () => {
    for (const mayList of [true, false]) {
      await pausedMidway()
      const [upload] = await onServer()
      await (await client()).abortMultipart('film.bin', upload?.uploadId ?? '')
      if (!mayList) rig.faults.fail('ListMultipartUploads', DENIED)
      expect((await list()).uploads).toEqual([])
      expect(rig.engine.begun.all()).toEqual([])
      rig.faults.heal()
    }
  })

  it('knows of an upload until it is completed, also when the answer to that was lost', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', { kind: 'lose-answer' })
    const id = await rig.upload('film.bin', BYTES)
    await expect.poll(() => rig.engine.begun.all().length).toBe(1)
    expect((await rig.ended(id)).state.status).toBe('done')
    expect(rig.engine.begun.all()).toEqual([])
  })

  it('fails as the server does, when it can not be asked at all', async () => {
    await pausedMidway()
    rig.faults.fail('ListMultipartUploads', answerWith(404, 'NoSuchBucket'))
    await expectCode(list(), 'OSS_NO_SUCH_BUCKET')
    expect(rig.engine.begun.all()).toHaveLength(1)
  })

  it('tells how many lie there for more than a day', async () => {
    await pausedMidway()
    expect(unfinished().countOld()).toBe(0)
    nowMs += 25 * 60 * 60_000
    expect(unfinished().countOld()).toBe(1)
  })
})

describe('an unfinished upload whose row is gone', () => {
  it('goes on in a new row, and sends only what is missing', async () => {
    await pausedMidway()
    await restartWithoutQueue()
    expect(rig.engine.queue.find(() => true)).toEqual([])
    const [upload] = (await list()).uploads
    expect(upload).toMatchObject({ name: 'film.bin', sentBytes: 2 * PART, source: 'there' })

    const before = partsSent().length
    await unfinished().resume(rig.connectionId, upload?.uploadId ?? '')
    expect((await rig.ended('new-1')).state).toMatchObject({
      status: 'done',
      verification: 'crc64',
    })
    expect(partsSent().slice(before)).toEqual([3])
    const stored = await buffer((await (await client()).get('film.bin', undefined)).body)
    expect(stored.equals(BYTES)).toBe(true)
    expect(await list()).toEqual({ uploads: [], byOthers: 0 })
  })

  it('does not go on with a file that has changed or is gone, and says so', async () => {
    await pausedMidway()
    await restartWithoutQueue()
    const path = join(rig.folder, 'film.bin')
    const [upload] = (await list()).uploads
    const resume = () => unfinished().resume(rig.connectionId, upload?.uploadId ?? '')

    await writeFile(path, sampleBytes(20 * MIB + 5, 4))
    expect((await list()).uploads).toMatchObject([{ source: 'changed' }])
    await expectCode(resume(), 'FILE_CHANGED')
    await rm(path)
    expect((await list()).uploads).toMatchObject([{ source: 'missing' }])
    await expectCode(resume(), 'FILE_NOT_FOUND')
    expect(rig.engine.queue.find(() => true)).toEqual([])
  })

  it('belongs to another connection of the same bucket, once its own is removed', async () => {
    await pausedMidway()
    await restartWithoutQueue()
    const { queue, begun, clientOf } = rig.engine
    const other = createUnfinishedUploads({
      queue,
      begun,
      clientOf: () => clientOf(rig.connectionId),
      hasConnection: (id) => id === 'other',
      now: Date.now,
      newId: () => 'new',
    })
    const [upload] = (await other.list('other')).uploads
    await other.resume('other', upload?.uploadId ?? '')
    expect(queue.get('new')?.row).toMatchObject({ connectionId: 'other', objectKey: 'film.bin' })
  })
})

describe('removing unfinished uploads', () => {
  it('ends them on the server twice, and cancels the rows that held them', async () => {
    const ids = [await pausedMidway('one.bin'), await pausedMidway('two.bin')]
    const { uploads } = await list()
    const before = rig.faults.count('AbortMultipartUpload')
    const chosen = uploads.map(({ uploadId }) => uploadId)
    expect(await unfinished().remove(rig.connectionId, chosen)).toEqual({ removed: 2 })
    expect(rig.faults.count('AbortMultipartUpload') - before).toBeGreaterThanOrEqual(4)
    expect(await onServer()).toEqual([])
    for (const id of ids) expect(rig.stateOf(id)?.status).toBe('cancelled')
    expect(await list()).toEqual({ uploads: [], byOthers: 0 })
  })

  it('says why when it is refused, and keeps them on the list', async () => {
    await pausedMidway()
    rig.faults.fail('AbortMultipartUpload', DENIED)
    const [upload] = (await list()).uploads
    const answer = await unfinished().remove(rig.connectionId, [upload?.uploadId ?? ''])
    expect(answer).toMatchObject({ removed: 0, error: { code: 'OSS_ACCESS_DENIED' } })
    expect((await list()).uploads).toHaveLength(1)
  })

  it('touches no upload that the app did not begin', async () => {
    const theirs = await (await client()).initiateMultipart('theirs.bin', {})
    expect(await unfinished().remove(rig.connectionId, [theirs])).toEqual({ removed: 0 })
    expect(await onServer()).toHaveLength(1)
  })
})
