import { execFileSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aDiskBench } from '../../support/disk-bench'
import { sampleBytes } from '../../support/sample-bytes'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const bench = aDiskBench('file')
let rig: UploadRig
let beforeRun: (attempt: number) => Promise<void> = async () => undefined
let beforeHead: () => Promise<void> = async () => undefined

beforeAll(async () => {
  rig = await startUploadRig(
    (run) => async (job, context) => {
      await beforeRun(context.attempt)
      return run(job, context)
    },
    (client) => ({
      ...client,
      async head(key, options) {
        await beforeHead()
        return client.head(key, options)
      },
    }),
    bench.start(),
  )
})
afterEach(() => {
  rig.faults.heal()
  beforeRun = async () => undefined
  beforeHead = async () => undefined
})
afterAll(() => rig.cleanup())

const failed = (code: string) => ({ status: 'failed', error: { code } })

describe('small files, read by a disk thread', () => {
  it('arrive by the dozen, byte for byte, each verified', async () => {
    const sizes = Array.from({ length: 40 }, (_, number) => number * 997)
    const rows = await Promise.all(
      sizes.map(async (size, number) =>
        rig.upload(await rig.file(`many-${number}`, sampleBytes(size, number)), `many/${number}`),
      ),
    )
    for (const [number, row] of rows.entries()) {
      expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
      const size = sizes[number] ?? 0
      expect((await rig.stored(`many/${number}`)).equals(sampleBytes(size, number))).toBe(true)
    }
  })

  it('are refused by the server, and sent again, when their bytes were damaged on the way', async () => {
    rig.faults.failOnce('PutObject', { kind: 'flip-request-byte', at: 5 })
    const row = await rig.upload(await rig.file('flip', 'not to be damaged'), 'flip')
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect(String(await rig.stored('flip'))).toBe('not to be damaged')
    expect(rig.seen('flip', 'PutObject')).toHaveLength(2)
  })

  it('are read again for the next attempt: what they have become is sent', async () => {
    const path = await rig.file('edited', 'first')
    rig.faults.failOnce('PutObject', { kind: 'respond', status: 500, code: 'InternalError' })
    beforeRun = async (attempt) => {
      if (attempt === 2) await writeFile(path, 'second, and longer')
    }
    const row = await rig.upload(path, 'edited')
    expect(row).toMatchObject({ sizeBytes: 18, state: { status: 'done', verification: 'crc64' } })
    expect(String(await rig.stored('edited'))).toBe('second, and longer')
  })

  it('are read again for another key: a change since then is a failure, not a second object', async () => {
    await rig.upload(await rig.file('taken', 'taken'), 'taken')
    const path = await rig.file('to-be-numbered', 'one')
    beforeHead = () => writeFile(path, 'three')
    expect((await rig.upload(path, 'taken')).state).toMatchObject(failed('FILE_CHANGED'))
    expect((await rig.client.list({ prefix: 'taken' })).keys).toEqual(['taken'])
  })

  it('fail with a reason when they are gone, a folder, or a named pipe', async () => {
    const path = await rig.file('gone', 'x')
    await rm(path)
    expect((await rig.upload(path, 'gone')).state).toMatchObject(failed('FILE_NOT_FOUND'))
    const folder = join(dirname(path), 'a-folder')
    await mkdir(folder)
    expect((await rig.upload(folder, 'f')).state).toMatchObject(failed('FILE_NOT_REGULAR'))
    if (process.platform === 'win32') return
    const pipe = join(dirname(path), 'pipe')
    execFileSync('mkfifo', [pipe])
    expect((await rig.upload(pipe, 'p')).state).toMatchObject(failed('FILE_NOT_REGULAR'))
  })

  it('go on with a new thread when theirs has died', async () => {
    const before = bench.threads().length
    // Where the machine is busy there are several by now.
    await Promise.all(bench.threads().map((thread) => thread.terminate()))
    const row = await rig.upload(await rig.file('after-death', 'alive'), 'after-death')
    expect(row.state.status).toBe('done')
    expect(bench.threads()).toHaveLength(before + 1)
  })
})
