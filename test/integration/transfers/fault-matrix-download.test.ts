import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PracticeFault } from '../../../electron/practice/practice-server'
import type { AppErrorCode } from '../../../shared/errors'
import type { TransferRow } from '../../../shared/transfer'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { expectWords } from '../../support/failure-words'
import {
  answerWith,
  CLOCK_SKEWED,
  FOR_EVER,
  INTERNAL_ERROR,
  INVALID_RANGE,
  PRECONDITION_FAILED,
  wrongEndpoint,
} from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const BYTES = sampleBytes(3 * MIB + 5, 3)
const KEY = 'matrix/object.bin'

/** With the stored key, as a link that is signed already, or as one that needs no signature. */
const WAYS = ['own', 'link', 'public'] as const
type Way = (typeof WAYS)[number]
type End = AppErrorCode | 'arrives'

type Fault = {
  readonly fault: PracticeFault | 'refused'
  /** Strikes only requests that go on; the first answer is then cut short before. */
  readonly onResume?: boolean
  readonly times?: number
  /** How it ends when the fault passes, and when it stays. */
  readonly passing: End
  readonly lasting: End | Readonly<Record<Way, End>>
}

const CUT: PracticeFault = { kind: 'cut-response', afterBytes: MIB }

/** "404 upload id" is missing: a download has none. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'refused connection': {
    fault: 'refused',
    passing: 'arrives',
    lasting: 'CONNECTION_REFUSED',
  },
  'reset before headers': {
    fault: { kind: 'reset' },
    passing: 'arrives',
    lasting: 'CONNECTION_LOST',
  },
  // Each answer brings another megabyte, so that even a connection that always breaks gets there.
  'reset midway': {
    fault: { kind: 'reset-response', afterBytes: MIB },
    passing: 'arrives',
    lasting: 'arrives',
  },
  stalled: {
    fault: { kind: 'stall-response', afterBytes: MIB },
    passing: 'arrives',
    lasting: 'arrives',
  },
  'stalled before the first byte': {
    fault: { kind: 'stall-response', afterBytes: 0 },
    passing: 'arrives',
    // A link's server has a limit of its own until its head is there.
    lasting: { own: 'STALLED', link: 'TIMED_OUT', public: 'TIMED_OUT' },
  },
  'no answer at all': {
    fault: FOR_EVER,
    passing: 'arrives',
    lasting: { own: 'STALLED', link: 'TIMED_OUT', public: 'TIMED_OUT' },
  },
  'cut short': { fault: CUT, passing: 'arrives', lasting: 'arrives' },
  'one byte flipped': {
    fault: { kind: 'flip-response-byte', at: 1000 },
    passing: 'arrives',
    lasting: 'CHECKSUM_MISMATCH',
  },
  'wrong CRC header': {
    fault: { kind: 'wrong-crc' },
    passing: 'arrives',
    lasting: 'CHECKSUM_MISMATCH',
  },
  '500 once': { fault: INTERNAL_ERROR, passing: 'arrives', lasting: 'OSS_SERVER_ERROR' },
  '503 for a while': {
    fault: answerWith(503, 'SlowDown', { 'x-oss-qos-delay-time': '5' }),
    times: 3,
    passing: 'arrives',
    lasting: 'OSS_THROTTLED',
  },
  // The cure, signing with the server's time, has its own tests: here the server says it whatever we do.
  '403 clock skew': {
    fault: CLOCK_SKEWED,
    passing: 'OSS_CLOCK_SKEWED',
    lasting: 'OSS_CLOCK_SKEWED',
  },
  '403 wrong endpoint': {
    fault: wrongEndpoint('oss-cn-beijing.aliyuncs.com'),
    passing: 'OSS_WRONG_ENDPOINT',
    lasting: 'OSS_WRONG_ENDPOINT',
  },
  '412 when it goes on': {
    fault: PRECONDITION_FAILED,
    onResume: true,
    passing: 'arrives',
    lasting: 'arrives',
  },
  '416 when it goes on': {
    fault: INVALID_RANGE,
    onResume: true,
    passing: 'arrives',
    lasting: 'arrives',
  },
  '200 instead of 206': {
    fault: { kind: 'ignore-range' },
    onResume: true,
    passing: 'arrives',
    lasting: 'arrives',
  },
  'slow link': {
    fault: { kind: 'slow', bytesPerSecond: 16 * MIB },
    passing: 'arrives',
    lasting: 'arrives',
  },
}

let rig: DownloadRig

beforeAll(async () => {
  rig = await startDownloadRig({ bucket: { acl: 'public-read' } })
  await rig.client.put(KEY, BYTES, {})
})
afterEach(async () => {
  rig.faults.heal()
  rig.troubles.clear()
  for (const name of await readdir(rig.folder)) await rm(join(rig.folder, name))
})
afterAll(() => rig.cleanup())

async function fetchWith({ fault, onResume = false }: Fault, way: Way, times: number) {
  if (onResume) rig.faults.failOnce({ operation: 'GetObject', ranged: false }, CUT)
  if (fault === 'refused') rig.troubles.set(KEY, { refusals: times })
  else {
    rig.troubles.set(KEY, { stallTimeoutMs: 200 })
    const target = { operation: 'GetObject', ...(onResume ? { ranged: true } : {}) } as const
    rig.faults.fail(target, fault, times)
  }
  if (way === 'own') return rig.fetchOwn(KEY)
  const link = await rig.client.signUrl(KEY, 600)
  return rig.fetchUrl(way === 'link' ? link : link.replace(/\?.*/, ''))
}

async function expectEnd(row: TransferRow, end: End): Promise<void> {
  if (end === 'arrives') {
    expect(row.state).toMatchObject({ status: 'done', verification: 'crc64' })
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(sha256(await readFile(join(rig.folder, row.name)))).toBe(sha256(BYTES))
    expect(await readdir(rig.folder)).toEqual([row.name])
    return
  }
  expect(row.state).toMatchObject({ status: 'failed', error: { code: end } })
  if (row.state.status === 'failed') await expectWords(row.state.error)
  // What may be gone on with stays until the row is removed, and then nothing is left.
  rig.queue.remove({ ids: [row.id] })
  await expect.poll(() => readdir(rig.folder)).toEqual([])
}

describe.each(Object.entries(FAULTS))('%s', (_, fault) => {
  it.each(WAYS)('for a while, by %s', async (way) => {
    await expectEnd(await fetchWith(fault, way, fault.times ?? 1), fault.passing)
  })

  it.each(WAYS)('for ever, by %s', async (way) => {
    const { lasting } = fault
    const end = typeof lasting === 'string' ? lasting : lasting[way]
    await expectEnd(await fetchWith(fault, way, Number.POSITIVE_INFINITY), end)
  })
})
