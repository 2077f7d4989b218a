import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeOperation } from '../../../electron/practice/practice-server'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { type FaultTarget, FOR_EVER, TOKEN_EXPIRED } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { NEXT_STS, NEXT_STS_SECRET, OLD_STS } from '../../support/sts-credentials'

const MIB = 1024 * 1024
const PARTS = 3
const BYTES = sampleBytes((PARTS - 1) * 8 * MIB + 7)

let rig: EngineRig
beforeEach(async () => {
  rig = await startEngineRig({
    credential: { ...OLD_STS, expiresAtMs: Date.now() + 3_600_000 },
    moreCredentials: [{ ...NEXT_STS, expiresAtMs: Date.now() + 3_600_000 }],
  })
})
afterEach(() => rig.cleanup())

const waiting = () => rig.notices().find(({ about }) => about === 'token')
/** From now on the old token is refused at this step; the new one never is. */
const expiresAt = (target: FaultTarget) =>
  rig.faults.fail({ ...target, securityToken: OLD_STS.securityToken }, TOKEN_EXPIRED)
const askedFor = () =>
  expect
    .poll(waiting)
    .toMatchObject({ waiting: 1, problem: 'expired', connectionId: rig.connectionId })

/** The row waits and nothing counts against it; then it goes on by itself and ends verified. */
async function goesOnWithNewToken(id: string, attempts = 0) {
  await askedFor()
  await expect.poll(() => rig.stateOf(id)).toMatchObject({ status: 'queued', attempts })
  await rig.save(NEXT_STS_SECRET)
  const row = await rig.ended(id)
  expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
  expect(waiting()).toBeUndefined()
  return row
}

const partNumbers = (from = 0) =>
  rig.faults.requests
    .slice(from)
    .flatMap(({ partNumber }) => partNumber ?? [])
    .sort()
/** The bucket holds this and nothing else, and nothing is unfinished. */
async function expectInBucket(contents: Readonly<Record<string, Buffer>>): Promise<void> {
  const client = await rig.engine.clients.of(rig.connectionId)
  expect((await client.list({ prefix: '' })).keys).toEqual(Object.keys(contents))
  expect(await client.listMultipartUploads('')).toEqual([])
  for (const [key, bytes] of Object.entries(contents)) {
    expect((await buffer((await client.get(key, undefined)).body)).equals(bytes)).toBe(true)
  }
}
const inFolder = async (name: string) => (await readFile(join(rig.folder, name))).equals(BYTES)

describe('a token that expires', () => {
  it.each<[PracticeOperation, FaultTarget]>([
    ['InitiateMultipartUpload', {}],
    ['UploadPart', {}],
    ['UploadPart', { partNumber: 2 }],
    ['CompleteMultipartUpload', {}],
  ])('at %s %o lets the upload wait, and go on where it was', async (operation, target) => {
    expiresAt({ operation, ...target })
    const id = await rig.upload('big.bin', BYTES)
    await askedFor()
    const task = () => {
      const found = rig.engine.queue.get(id)?.task
      return found?.direction === 'upload' ? found : undefined
    }
    const kept = [...(task()?.multipart?.parts.keys() ?? [])]
    const before = rig.faults.requests.length
    await goesOnWithNewToken(id)
    const missing = Array.from({ length: PARTS }, (_, index) => index + 1).filter(
      (number) => !kept.includes(number),
    )
    expect(partNumbers(before)).toEqual(missing)
    const refused = operation === 'InitiateMultipartUpload' ? 1 : 0
    expect(rig.faults.count('InitiateMultipartUpload')).toBe(1 + refused)
    await expectInBucket({ 'big.bin': BYTES })
  })

  it('at PutObject lets the upload wait, and makes one object', async () => {
    expiresAt({ operation: 'PutObject' })
    await goesOnWithNewToken(await rig.upload('a.txt', 'small'))
    await expectInBucket({ 'a.txt': Buffer.from('small') })
  })

  it('at the ListParts of an upload that goes on sends no part again', async () => {
    rig.faults.failOnce('CompleteMultipartUpload', { kind: 'reset' })
    expiresAt({ operation: 'ListParts' })
    const id = await rig.upload('big.bin', BYTES)
    await goesOnWithNewToken(id, 1)
    expect(partNumbers()).toEqual([1, 2, 3])
    expect(rig.faults.count('InitiateMultipartUpload')).toBe(1)
    await expectInBucket({ 'big.bin': BYTES })
  })

  it.each<PracticeOperation>(['PutObject', 'CompleteMultipartUpload'])(
    'at the HEAD that settles a lost answer to %s concludes nothing, and makes no second object',
    async (operation) => {
      const bytes = operation === 'PutObject' ? sampleBytes(1000) : BYTES
      rig.faults.failOnce(operation, { kind: 'lose-answer' })
      expiresAt({ operation: 'HeadObject' })
      const id = await rig.upload('big.bin', bytes)
      await goesOnWithNewToken(id, 1)
      expect(partNumbers()).toEqual(operation === 'PutObject' ? [] : [1, 2, 3])
      await expectInBucket({ 'big.bin': bytes })
    },
  )

  it('at the HEAD that looks for a free number lets the upload wait under its name', async () => {
    const before = Buffer.from('somebody else’s')
    const client = await rig.engine.clients.of(rig.connectionId)
    await client.put('a.txt', before, {})
    expiresAt({ operation: 'HeadObject' })
    expiresAt({ operation: 'PutObject', key: 'a (2).txt' })
    const row = await goesOnWithNewToken(await rig.upload('a.txt', 'mine'))
    expect(row.objectKey).toBe('a (2).txt')
    await expectInBucket({ 'a (2).txt': Buffer.from('mine'), 'a.txt': before })
  })

  it('when a download is opened lets it wait, and leaves nothing in the folder', async () => {
    await rig.ended(await rig.upload('big.bin', BYTES))
    expiresAt({ operation: 'GetObject' })
    const id = rig.download('big.bin')
    await askedFor()
    expect(await readdir(rig.folder)).toEqual(['big.bin'])
    const { name } = await goesOnWithNewToken(id)
    expect(await inFolder(name)).toBe(true)
    expect((await readdir(rig.folder)).sort()).toEqual([name, 'big.bin'].sort())
  })

  it('at a range of a download lets it wait, and reads no byte twice', async () => {
    await rig.ended(await rig.upload('big.bin', BYTES))
    rig.faults.failOnce({ operation: 'GetObject', ranged: false }, [
      { kind: 'cut-response', afterBytes: 5 * MIB },
    ])
    expiresAt({ operation: 'GetObject', ranged: true })
    const id = rig.download('big.bin')
    const { name } = await goesOnWithNewToken(id)
    expect(await inFolder(name)).toBe(true)
    const ranges = rig.faults.requests
      .filter(({ operation }) => operation === 'GetObject')
      .map(({ headers }) => headers.range)
    expect(ranges).toEqual([undefined, ...ranges.slice(1).map(() => `bytes=${5 * MIB}-`)])
  })

  it('at the Abort of a cancelled upload asks for a new one, and then ends the upload', async () => {
    rig.faults.fail({ operation: 'UploadPart', partNumber: 3 }, FOR_EVER)
    expiresAt({ operation: 'AbortMultipartUpload' })
    const id = await rig.upload('big.bin', BYTES)
    await expect.poll(() => rig.faults.count('UploadPart')).toBe(3)
    await rig.engine.queue.cancel({ ids: [id] })
    expect(rig.stateOf(id)?.status).toBe('cancelled')
    await expect
      .poll(waiting)
      .toMatchObject({ problem: 'expired', waiting: 0, toEnd: 1, connectionId: rig.connectionId })
    // Nothing else is tried with a key that is known to be of no use.
    const next = await rig.upload('next.txt', 'next')
    await expect.poll(waiting).toMatchObject({ waiting: 1, toEnd: 1 })
    expect(rig.faults.count('PutObject')).toBe(0)
    await rig.save(NEXT_STS_SECRET)
    expect((await rig.ended(next)).state.status).toBe('done')
    await expect.poll(waiting).toBeUndefined()
    const client = await rig.engine.clients.of(rig.connectionId)
    await expect.poll(() => client.listMultipartUploads('')).toEqual([])
    await expectInBucket({ 'next.txt': Buffer.from('next') })
    expect(rig.stateOf(id)?.status).toBe('cancelled')
  })

  it('at the Abort is asked for no more once the cancelled row is removed', async () => {
    rig.faults.fail({ operation: 'UploadPart', partNumber: 3 }, FOR_EVER)
    expiresAt({ operation: 'AbortMultipartUpload' })
    const id = await rig.upload('big.bin', BYTES)
    await expect.poll(() => rig.faults.count('UploadPart')).toBe(PARTS)
    await rig.engine.queue.cancel({ ids: [id] })
    await expect.poll(waiting).toMatchObject({ waiting: 0, toEnd: 1 })
    await rig.engine.queue.remove({ ids: [id] })
    await expect.poll(waiting).toBeUndefined()
    // On record: it is offered among the unfinished uploads.
    expect(rig.engine.begun.all()).toHaveLength(1)
  })

  it('at the Abort of parts of an earlier state of the file sends all of the new one', async () => {
    rig.faults.fail({ operation: 'UploadPart', partNumber: 3 }, FOR_EVER)
    expiresAt({ operation: 'AbortMultipartUpload' })
    const id = await rig.upload('big.bin', sampleBytes(BYTES.length, 5))
    await expect.poll(() => rig.faults.count('UploadPart')).toBe(PARTS)
    await rig.engine.queue.pause({ ids: [id] })
    rig.faults.heal()
    expiresAt({ operation: 'AbortMultipartUpload' })
    await writeFile(join(rig.folder, 'big.bin'), BYTES)
    await rig.engine.queue.resume({ ids: [id] })
    const row = await goesOnWithNewToken(id)
    expect(row.notice).toBe('source-changed')
    await expectInBucket({ 'big.bin': BYTES })
  })
})
