import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FOR_EVER, INTERNAL_ERROR } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { type SessionRig, startSessionRig } from '../../support/session-rig'
import { ended } from '../../support/test-queue'

const MIB = 1024 * 1024
const BYTES = sampleBytes(30 * MIB + 5, 3)
let rig: SessionRig

beforeEach(async () => {
  rig = await startSessionRig()
})
afterEach(() => rig.cleanup())

const partsSent = () =>
  rig.faults.requests.filter((one) => one.operation === 'UploadPart').map((one) => one.partNumber)

describe('an upload that was under way when the app quit', () => {
  it('is paused at the next start, and then sends only the parts that are missing', async () => {
    let queue = await rig.start()
    rig.faults.fail(
      { operation: 'UploadPart', partNumber: 4 },
      { kind: 'delay', milliseconds: 60_000 },
    )
    rig.upload('up', await rig.file('big.bin', BYTES), 'docs/big.bin')
    await expect.poll(() => new Set(partsSent()).size, { timeout: 5000 }).toBe(4)
    await expect
      .poll(async () => {
        const task = queue.get('up')?.task
        return task?.direction === 'upload' ? task.multipart?.parts.size : 0
      })
      .toBe(3)
    await rig.quit()

    rig.faults.heal()
    const before = partsSent().length
    queue = await rig.start()
    expect(queue.get('up')?.row.state).toMatchObject({ status: 'paused', doneBytes: 24 * MIB })
    queue.resume({ ids: ['up'] })
    expect((await ended(queue, 'up')).state).toMatchObject({
      status: 'done',
      verification: 'crc64',
    })
    expect(partsSent().slice(before)).toEqual([4])
    const stored = await buffer((await rig.client.get('docs/big.bin', undefined)).body)
    expect(stored.equals(BYTES)).toBe(true)
    await rig.quit()
  })

  it('leaves nothing on the server when it is cancelled after the restart', async () => {
    let queue = await rig.start()
    rig.faults.fail('UploadPart', { kind: 'slow', bytesPerSecond: MIB })
    rig.upload('up', await rig.file('big.bin', BYTES), 'docs/big.bin')
    await expect.poll(() => partsSent().length).toBeGreaterThan(0)
    await rig.quit()
    expect(await rig.client.listMultipartUploads('docs/')).toHaveLength(1)

    queue = await rig.start()
    queue.cancel({ ids: ['up'] })
    await expect.poll(() => rig.client.listMultipartUploads('docs/')).toEqual([])
    await rig.quit()
  })

  it('leaves nothing on the server when the app ended before the cancel was through', async () => {
    let queue = await rig.start()
    rig.faults.fail('UploadPart', { kind: 'slow', bytesPerSecond: MIB })
    rig.faults.fail('AbortMultipartUpload', INTERNAL_ERROR)
    rig.upload('up', await rig.file('big.bin', BYTES), 'docs/big.bin')
    await expect.poll(() => partsSent().length).toBeGreaterThan(0)
    queue.cancel({ ids: ['up'] })
    await rig.quit()
    expect(await rig.client.listMultipartUploads('docs/')).toHaveLength(1)

    rig.faults.heal()
    queue = await rig.start()
    expect(queue.get('up')?.row.state.status).toBe('cancelled')
    await expect.poll(() => rig.client.listMultipartUploads('docs/')).toEqual([])
    await rig.quit()
  })

  it('ends what an Initiate began whose answer the app did not live to see', async () => {
    let queue = await rig.start()
    rig.faults.failOnce('InitiateMultipartUpload', { kind: 'lose-answer' })
    rig.faults.fail('ListMultipartUploads', FOR_EVER)
    rig.upload('up', await rig.file('big.bin', BYTES), 'docs/big.bin')
    await expect.poll(() => rig.faults.count('ListMultipartUploads')).toBe(1)
    await rig.quit()

    rig.faults.heal()
    queue = await rig.start()
    queue.resume({ all: 'upload' })
    expect((await ended(queue, 'up')).state.status).toBe('done')
    expect(await rig.client.listMultipartUploads('docs/')).toEqual([])
    await rig.quit()
  })

  it('begins anew when the file has changed meanwhile, and still says so after the next start', async () => {
    let queue = await rig.start()
    rig.faults.fail(
      { operation: 'UploadPart', partNumber: 4 },
      { kind: 'delay', milliseconds: 60_000 },
    )
    const path = await rig.file('big.bin', BYTES)
    rig.upload('up', path, 'docs/big.bin')
    await expect.poll(() => new Set(partsSent()).size, { timeout: 5000 }).toBe(4)
    await rig.quit()
    const next = sampleBytes(20 * MIB, 8)
    await writeFile(path, next)

    rig.faults.heal()
    queue = await rig.start()
    queue.resume({ all: 'upload' })
    expect((await ended(queue, 'up')).state.status).toBe('done')
    const stored = await buffer((await rig.client.get('docs/big.bin', undefined)).body)
    expect(stored.equals(next)).toBe(true)
    expect(await rig.client.listMultipartUploads('docs/')).toEqual([])
    await rig.quit()
    queue = await rig.start()
    expect(queue.get('up')?.row).toMatchObject({
      notice: 'source-changed',
      state: { status: 'done', verification: 'crc64' },
    })
    await rig.quit()
  })
})

describe('a small file whose answer was lost with the app', () => {
  it('is known for ours at the next start, and not stored a second time', async () => {
    let queue = await rig.start()
    rig.faults.failOnce('PutObject', { kind: 'lose-answer' })
    rig.faults.fail('PutObject', { kind: 'delay', milliseconds: 60_000 })
    rig.upload('up', await rig.file('small.txt', Buffer.from('once')), 'docs/small.txt')
    await expect.poll(() => rig.faults.count('PutObject')).toBe(2)
    await rig.quit()

    rig.faults.heal()
    queue = await rig.start()
    queue.resume({ all: 'upload' })
    expect((await ended(queue, 'up')).state.status).toBe('done')
    expect((await rig.client.list({ prefix: 'docs/' })).keys).toEqual(['docs/small.txt'])
    await rig.quit()
  })
})

describe('a small file whose name was taken, so that it was sent under a number', () => {
  it('is known for ours under that number, also after two crashes', async () => {
    const taken = 'docs/small.txt'
    const ours = 'docs/small (2).txt'
    await rig.client.put(taken, Buffer.from('theirs'), {})
    const putsOfOurs = () =>
      rig.faults.requests.filter((one) => one.operation === 'PutObject' && one.key === ours).length
    let queue = await rig.start()
    rig.faults.fail({ operation: 'PutObject', key: ours }, FOR_EVER)
    rig.upload('up', await rig.file('small.txt', Buffer.from('once')), taken)
    await expect.poll(putsOfOurs).toBe(1)
    await rig.quit()

    rig.faults.heal()
    rig.faults.failOnce({ operation: 'PutObject', key: ours }, { kind: 'lose-answer' })
    rig.faults.fail({ operation: 'PutObject', key: ours }, FOR_EVER)
    rig.faults.fail({ operation: 'HeadObject', key: ours }, FOR_EVER)
    queue = await rig.start()
    queue.resume({ all: 'upload' })
    await expect.poll(putsOfOurs).toBeGreaterThan(1)
    await expect.poll(async () => (await rig.client.list({ prefix: 'docs/' })).keys.length).toBe(2)
    await rig.quit()

    rig.faults.heal()
    queue = await rig.start()
    queue.resume({ all: 'upload' })
    expect(await ended(queue, 'up')).toMatchObject({ objectKey: ours, state: { status: 'done' } })
    expect((await rig.client.list({ prefix: 'docs/' })).keys).toEqual([ours, taken])
    await rig.quit()
  })
})

describe('a download that was under way when the app quit', () => {
  it('goes on from the bytes on disk, sums them all, and leaves no part file', async () => {
    await rig.client.put('docs/film.bin', BYTES, {})
    let queue = await rig.start()
    rig.faults.fail('GetObject', { kind: 'stall-response', afterBytes: 10 * MIB })
    rig.download('down', 'docs/film.bin')
    await expect
      .poll(() => {
        const state = queue.get('down')?.row.state
        return state?.status === 'running' ? state.doneBytes : 0
      })
      .toBeGreaterThan(9 * MIB)
    await rig.quit()
    expect((await readdir(rig.folder)).some((name) => name.endsWith('.part'))).toBe(true)

    rig.faults.heal()
    const before = rig.faults.requests.length
    queue = await rig.start()
    const paused = queue.get('down')?.row.state
    expect(paused?.status).toBe('paused')
    expect(paused?.status === 'paused' && paused.doneBytes).toBeGreaterThan(9 * MIB)
    queue.resume({ all: 'download' })
    expect((await ended(queue, 'down')).state).toMatchObject({
      status: 'done',
      verification: 'crc64',
    })
    expect((await readFile(join(rig.folder, 'film.bin'))).equals(BYTES)).toBe(true)
    const later = rig.faults.requests.slice(before).filter((one) => one.operation === 'GetObject')
    expect(later.length).toBeGreaterThan(0)
    for (const { headers } of later) expect(headers.range).toMatch(/^bytes=\d{7,}-/)
    expect((await readdir(rig.folder)).some((name) => name.endsWith('.part'))).toBe(false)
    await rig.quit()
  })
})

describe('the list at the next start', () => {
  it('holds what was done as done, in the order of adding, and what was removed no more', async () => {
    const queue = await rig.start()
    const path = await rig.file('a.txt', Buffer.from('a'))
    for (const id of ['1', '2', '3']) rig.upload(id, path, `list/${id}.txt`)
    for (const id of ['1', '2', '3']) await ended(queue, id)
    queue.remove({ ids: ['2'] })
    await rig.quit()
    const next = await rig.start()
    expect(next.find(() => true).map(({ row }) => [row.id, row.state.status])).toEqual([
      ['1', 'done'],
      ['3', 'done'],
    ])
    await rig.quit()
  })

  it('says of each file whether its bytes were verified', async () => {
    const queue = await rig.start()
    rig.faults.fail({ operation: 'PutObject', key: 'list/no-crc.txt' }, { kind: 'no-crc' })
    const path = await rig.file('a.txt', Buffer.from('a'))
    for (const name of ['crc', 'no-crc']) rig.upload(name, path, `list/${name}.txt`)
    for (const name of ['crc', 'no-crc']) await ended(queue, name)
    await rig.quit()
    const next = await rig.start()
    expect(next.get('crc')?.row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(next.get('no-crc')?.row.state).toMatchObject({ status: 'done', verification: 'none' })
    await rig.quit()
  })
})
