import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OssClient } from '../../../electron/oss/oss-types'
import { bodyOf } from '../../support/body'
import { courierClient } from '../../support/oss'
import { type PracticeRig, startPracticeRig } from '../../support/practice'
import { sampleBytes } from '../../support/sample-bytes'

/** The stall limit here, and a wait of ours that is longer than it. */
const STALL_MS = 150
const WAIT_MS = 600
const MIB = 1024 * 1024

let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig()
  client = courierClient(rig)
})
afterAll(() => rig.cleanup())

describe('a connection is not stalled while we are the ones who wait', () => {
  it('before the next bytes of a body that we send', async () => {
    const bytes = sampleBytes(64 * 1024)
    async function* slowly() {
      yield bytes.subarray(0, 1000)
      await sleep(WAIT_MS)
      yield bytes.subarray(1000)
    }
    const body = { sizeBytes: bytes.length, open: () => bodyOf(slowly()) }
    await client.put('sent', body, {}, { stallTimeoutMs: STALL_MS })
    expect((await client.head('sent')).sizeBytes).toBe(bytes.length)
  })

  it('before we read on in a body that we receive', async () => {
    const bytes = sampleBytes(8 * MIB)
    await client.put('received', bytes, {})
    const { body } = await client.get('received', undefined, { stallTimeoutMs: STALL_MS })
    const chunks: Buffer[] = []
    let left = bytes.length
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      left -= chunk.length
      // At the beginning with most of it still to come, at the end with all of it here.
      if (chunks.length === 1 || left < 100_000) await sleep(WAIT_MS)
    }
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  })
})
