import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalDisk } from '../../../electron/files/local-disk'
import { benchBucket } from '../../bench/bucket'
import { runEngine } from '../../bench/engine'
import { compareFiles, filesOf, writeFiles } from '../../bench/files'
import type { BenchFile, BenchTarget } from '../../bench/job'
import type { Work } from '../../bench/works'
import { nodeWebTransport } from '../../support/node-web-transport'
import { type PracticeRig, startPracticeRig } from '../../support/practice'
import { aTempFolder } from '../../support/temp-folder'

let rig: PracticeRig
beforeAll(async () => {
  rig = await startPracticeRig()
})
afterAll(() => rig.cleanup())

const work: Work = { id: 'test', direction: 'upload', kind: 'small', count: 5, sizeBytes: 5000 }
const folder = aTempFolder()
const disk = await createLocalDisk()
const source = join(folder, 'source')

function targetOfRig(): BenchTarget {
  const { keyId, keySecret } = rig.credential
  const { bucket, region } = rig
  const endpoint = rig.server.origin
  return { endpoint, bucket, region, keyId, keySecret, pathStyle: true, signatureVersion: 'v4' }
}

function run(direction: 'upload' | 'download', files: readonly BenchFile[]) {
  const scratch = join(folder, direction)
  mkdirSync(scratch)
  return runEngine(
    { target: targetOfRig(), direction, kind: 'small', files, scratch },
    nodeWebTransport,
    disk,
  )
}

describe('the engine in the benchmark', () => {
  it('sends what is dropped and fetches what is pasted, verified, and tells what it cost', async () => {
    const files = filesOf(work, source, 'bench/files')
    await writeFiles(source, files)
    const sent = await run('upload', files)
    expect(sent.problems).toEqual([])
    expect(await benchBucket(targetOfRig()).check('bench/files', files)).toEqual([])

    const target = join(folder, 'target')
    mkdirSync(target)
    const fetched = await run('download', filesOf(work, target, 'bench/files'))
    expect(fetched.problems).toEqual([])
    expect(await compareFiles(files, filesOf(work, target, 'bench/files'))).toEqual([])

    const number = expect.any(Number)
    const cost = {
      wallMs: number,
      cpuSeconds: number,
      idleRssBytes: number,
      peakRssBytes: number,
      loopDelay: { p50: number, p99: number, max: number },
      problems: [],
    }
    expect(sent).toEqual(cost)
    expect(fetched).toEqual(cost)
  })

  it('tells of every row that did not end verified', async () => {
    mkdirSync(join(folder, 'nothing'))
    const missing = filesOf({ ...work, count: 2 }, join(folder, 'nothing'), 'bench/missing')
    mkdirSync(join(folder, 'missing'))
    const { problems } = await runEngine(
      {
        target: targetOfRig(),
        direction: 'download',
        kind: 'small',
        files: missing,
        scratch: join(folder, 'missing'),
      },
      nodeWebTransport,
      disk,
    )
    expect(problems).toEqual([
      'file-00001.bin: failed OSS_NO_SUCH_KEY',
      'file-00002.bin: failed OSS_NO_SUCH_KEY',
    ])
  })
})

describe('what the benchmark checks', () => {
  it('finds a file of wrong bytes, a short one and a missing one', async () => {
    const at = (name: string) => join(folder, name)
    const [good, bad] = ['good', 'bad'].map((name) =>
      filesOf({ ...work, count: 3 }, at(name), 'bench/compared'),
    )
    await writeFiles(at('good'), good ?? [])
    await writeFiles(at('bad'), (bad ?? []).slice(0, 1))
    writeFileSync(at('bad/file-00002.bin'), 'short')
    expect(await compareFiles(good ?? [], bad ?? [])).toEqual([
      `${at('bad/file-00001.bin')}: wrong bytes`,
      `${at('bad/file-00002.bin')}: 5 bytes instead of 5000`,
      `${at('bad/file-00003.bin')}: no bytes instead of 5000`,
    ])
  })

  it('finds an object that is missing and one that is too many', async () => {
    const [first, second] = filesOf({ ...work, count: 2 }, source, 'bench/counted')
    const bucket = benchBucket(targetOfRig())
    await bucket.seed(first ? [first] : [])
    expect(await bucket.check('bench/counted', second ? [second] : [])).toEqual([
      'bench/counted/file-00002.bin: no bytes instead of 5000',
    ])
    await bucket.empty('bench/counted')
    expect(await bucket.check('bench/counted', [])).toEqual([])
  })
})
