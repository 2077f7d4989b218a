import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OssClient } from '../../../electron/oss/oss-types'
import { createFaultScript } from '../../support/faults'
import { courierClient } from '../../support/oss'
import { type PracticeRig, startPracticeRig } from '../../support/practice'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const NO_STALL = { stallTimeoutMs: 20_000 }
const faults = createFaultScript()
let rig: PracticeRig
let client: OssClient
let answer: (response: ServerResponse) => void
const server = createServer((_request, response) => answer(response))

beforeAll(async () => {
  rig = await startPracticeRig({ hook: faults.hook })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  client = courierClient(rig, { target: { endpoint: `http://127.0.0.1:${port}` } })
})
afterEach(() => faults.heal())
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rig.cleanup()
})

/** Sends a piece every 20 ms until all is sent. */
function pieceByPiece(response: ServerResponse, bytes: Buffer, pieceBytes: number): void {
  response.writeHead(200, { 'content-length': bytes.length, etag: '"x"' })
  let sent = 0
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + pieceBytes))
    sent += pieceBytes
    if (sent >= bytes.length) response.end()
  }, 20)
  response.on('close', () => clearInterval(timer))
}

describe('an answer of OSS', () => {
  it('that comes byte by byte is given up as too slow, though its total limit is days', async () => {
    answer = (response) => pieceByPiece(response, sampleBytes(64 * MIB), 1)
    const leastPace = { bytes: 1000, withinMs: 300 }
    const { body } = await client.get('big.bin', undefined, { ...NO_STALL, leastPace })
    await expect(buffer(body)).rejects.toMatchObject({
      info: { code: 'TOO_SLOW', retry: 'automatic', params: { host: '127.0.0.1' } },
    })
  })

  it('that is slow but moves on is waited for', async () => {
    const bytes = sampleBytes(40_000)
    answer = (response) => pieceByPiece(response, bytes, 1000)
    const leastPace = { bytes: 4000, withinMs: 400 }
    const { body } = await client.get('modem.bin', undefined, { ...NO_STALL, leastPace })
    expect((await buffer(body)).equals(bytes)).toBe(true)
  })

  it('is not too slow while we are the ones who do not read', async () => {
    const bytes = sampleBytes(4 * MIB)
    const practice = courierClient(rig)
    await practice.put('unread.bin', bytes, {})
    const leastPace = { bytes: 8 * MIB, withinMs: 250 }
    const { body } = await practice.get('unread.bin', undefined, { ...NO_STALL, leastPace })
    const chunks: Buffer[] = []
    for await (const chunk of body) {
      if (chunks.length < 4) await sleep(200)
      chunks.push(chunk)
    }
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  })
})
