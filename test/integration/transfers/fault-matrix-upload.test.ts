import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TransferRow } from '../../../shared/transfer'
import { expectWords } from '../../support/failure-words'
import { sampleBytes } from '../../support/sample-bytes'
import {
  type ClientTroubles,
  type FaultCell,
  type FaultRow,
  STEPS,
  type Step,
  troubled,
  uploadFaults,
} from '../../support/upload-faults'
import { startUploadRig, type UploadRig } from '../../support/upload-rig'

const MIB = 1024 * 1024
/** The second part of the large file is small, so that trying it 25 times costs little. */
const LARGE = sampleBytes(8 * MIB + 200_000, 1)
const SMALL = sampleBytes(2 * MIB, 2)

const troubles: ClientTroubles = { refusals: new Map(), stallTimeouts: new Map() }
let rig: UploadRig
let count = 0
const paths = { small: '', large: '' }

beforeAll(async () => {
  rig = await startUploadRig(undefined, (client, practice) => troubled(client, practice, troubles))
  paths.small = await rig.file('small.bin', SMALL)
  paths.large = await rig.file('large.bin', LARGE)
})
afterAll(() => rig.cleanup())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Every key is as long as every other, so that offsets in answers are known. */
const keyOf = (number: number) => `matrix/${String(number).padStart(4, '0')}.bin`

/** Uploads under a key of its own, with a fault in one step. @param times how often it strikes */
async function uploadWith(cell: FaultCell, step: Step, times: number) {
  count += 1
  const key = keyOf(count)
  const target = step === 'UploadPart' ? { partNumber: 2 } : {}
  if (cell.fault === 'refused') troubles.refusals.set(key, { step, times })
  else rig.faults.fail({ operation: step, key, ...target }, cell.fault, times)
  const isStall = cell.fault !== 'refused' && /^stall|^delay/.test(cell.fault.kind)
  if (isStall) troubles.stallTimeouts.set(key, 150)
  const id = rig.start(step === 'PutObject' ? paths.small : paths.large, key)
  return { key, row: await rig.ended(id) }
}

/** Verified, with the right bytes, once, and nothing is unfinished. */
async function expectArrived(row: TransferRow, key: string, step: Step): Promise<void> {
  expect(row).toMatchObject({ objectKey: key, state: { status: 'done', verification: 'crc64' } })
  const bytes = step === 'PutObject' ? SMALL : LARGE
  expect(sha256(await rig.stored(key))).toBe(sha256(bytes))
  expect((await rig.client.list({ prefix: key.replace('.bin', '') })).keys).toEqual([key])
  expect(await rig.client.listMultipartUploads(key)).toEqual([])
}

/** The failure says what is wrong in both languages, and nothing is left once the row is gone. */
async function expectFailure(row: TransferRow, code: string): Promise<void> {
  expect(row.state).toMatchObject({ status: 'failed', error: { code } })
  if (row.state.status !== 'failed') return
  await expectWords(row.state.error)
  rig.queue.remove({ ids: [row.id] })
}

const matrix: readonly (readonly [string, FaultRow])[] = Object.entries(
  uploadFaults('practice-bucket', keyOf(0)),
)

describe.each(matrix)('%s', (_, row) => {
  const cells = STEPS.map((step) => [step, row[step]] as const)
  const applicable = cells.flatMap(([step, cell]) =>
    typeof cell === 'string' ? [] : [[step, cell] as const],
  )

  it('is either tried with every step or has a reason why not', () => {
    for (const [, cell] of cells) expect(cell).not.toBe('')
  })

  it.each(applicable)('at %s, for a while', async (step, cell) => {
    const { key, row: ended } = await uploadWith(cell, step, cell.times ?? 1)
    if (cell.passing !== 'arrives') return expectFailure(ended, cell.passing)
    await expectArrived(ended, key, step)
  })

  it.each(applicable)('at %s, for ever', async (step, cell) => {
    const { key, row: ended } = await uploadWith(cell, step, Number.POSITIVE_INFINITY)
    if (cell.lasting === 'arrives') return expectArrived(ended, key, step)
    await expectFailure(ended, cell.lasting)
    await expect.poll(() => rig.client.listMultipartUploads(key)).toEqual([])
    // Bytes that were damaged on the way, or whose arrival nobody heard of, are left where they are;
    // nothing else is there.
    const isUnheard = cell.fault !== 'refused' && cell.fault.kind === 'lose-answer'
    const isLeft = step === 'PutObject' && (isUnheard || cell.lasting === 'CHECKSUM_MISMATCH')
    expect((await rig.client.list({ prefix: key })).keys).toEqual(isLeft ? [key] : [])
  })
})
