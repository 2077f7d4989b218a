import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OssClient } from '../../../electron/oss/oss-types'
import { totalLimitMs } from '../../../electron/oss/total-limit'
import { bodyOf } from '../../support/body'
import { expectCode, patternBytes } from '../../support/expect-code'
import { createFaultScript } from '../../support/faults'
import { courierClient } from '../../support/oss'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

const MIB = 1024 * 1024
const faults = createFaultScript()
let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig({ hook: faults.hook })
  client = courierClient(rig)
})
afterEach(() => faults.heal())
afterAll(() => rig.cleanup())

/** A body that comes by itself in pieces with pauses, as under a speed limit of our own. */
async function* slowly(pieces: number, pauseMs: number): AsyncGenerator<Buffer> {
  for (let piece = 0; piece < pieces; piece += 1) {
    await sleep(pauseMs)
    yield Buffer.alloc(1000)
  }
}

describe('the time that a request may take', () => {
  it('follows from its bytes', () => {
    expect(totalLimitMs(0)).toBe(60_000)
    // 8 MiB at 4 KiB/s, and what any answer may take.
    expect(totalLimitMs(8 * MIB)).toBe(60_000 + 2048_000)
  })

  it('ends a body that a server takes so slowly that it never stalls', async () => {
    faults.failOnce('PutObject', { kind: 'slow', bytesPerSecond: MIB })
    const body = { sizeBytes: 64 * MIB, open: () => bodyOf([Buffer.alloc(64 * MIB)]) }
    const limits = { stallTimeoutMs: 20_000, totalTimeoutMs: 300 }
    const error = await expectCode(client.put('slow.bin', body, {}, limits), 'TIMED_OUT')
    expect(error.info.retry).toBe('automatic')
  })

  it('ends an answer that comes byte by byte', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/xml' })
      const timer = setInterval(() => response.write('<'), 20)
      response.once('close', () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const trickling = courierClient(rig, { target: { endpoint: `http://127.0.0.1:${port}` } })
    const limits = { stallTimeoutMs: 20_000, totalTimeoutMs: 300 }
    await expectCode(trickling.list({}, limits), 'TIMED_OUT')
    server.closeAllConnections()
    server.close()
  })

  it('ends a body that nobody answers, though every byte was taken', async () => {
    faults.failOnce('PutObject', { kind: 'delay', milliseconds: 60_000 })
    const put = client.put('unanswered', patternBytes(1000), {}, { totalTimeoutMs: 200 })
    await expectCode(put, 'TIMED_OUT')
  })

  it('does not run while it is we who are slow', async () => {
    const body = { sizeBytes: 10_000, open: () => bodyOf(slowly(10, 130)) }
    await client.put('paced.bin', body, {}, { totalTimeoutMs: 1000 })
    expect((await client.head('paced.bin')).sizeBytes).toBe(10_000)
  })

  it('leaves an answer alone that we have not read yet', async () => {
    await client.put('unread.bin', patternBytes(4 * MIB), {})
    // Long enough that on a busy machine, too, the first bytes are there when the time is up.
    const object = await client.get('unread.bin', undefined, { totalTimeoutMs: 1500 })
    await sleep(2000)
    expect((await buffer(object.body)).length).toBe(4 * MIB)
  })
})
