import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { TOKEN_EXPIRED } from '../../support/faults'
import { sampleBytes } from '../../support/sample-bytes'
import { NEXT_STS, NEXT_STS_SECRET, OLD_STS } from '../../support/sts-credentials'

const MIB = 1024 * 1024
const KEY_ENDS_MS = Date.now() + 3_600_000
const OLD = { ...OLD_STS, expiresAtMs: KEY_ENDS_MS }

let rig: EngineRig
/** The server's clock runs ahead by this. */
let aheadMs = 0
afterEach(() => rig.cleanup())

async function start(): Promise<void> {
  aheadMs = 0
  rig = await startEngineRig({
    credential: OLD,
    moreCredentials: [NEXT_STS],
    now: () => Date.now() + aheadMs,
  })
}
const waiting = () => rig.notices().find(({ about }) => about === 'token')
const held = (count: number) =>
  expect.poll(waiting).toMatchObject({ waiting: count, connectionId: rig.connectionId })

describe('rows of a connection whose token has expired', () => {
  it('wait without a failure, and all arrive once a new token is saved', async () => {
    await start()
    await rig.ended(await rig.upload('before.txt', 'fetched later'))
    aheadMs = 2 * 3_600_000
    const ids = await Promise.all(
      ['1', '2', '3', '4', '5'].map((name) => rig.upload(`${name}.txt`, name)),
    )
    ids.push(rig.download('before.txt'))
    await held(6)
    for (const id of ids) {
      expect(rig.stateOf(id)).toMatchObject({ status: 'queued', attempts: 0 })
    }
    // Only those that were under way when the first refusal came have been tried.
    const tries = rig.faults.requests.length
    await rig.save(NEXT_STS_SECRET)
    for (const id of ids) expect((await rig.ended(id)).state.status).toBe('done')
    expect(waiting()).toBeUndefined()
    expect(tries).toBeLessThanOrEqual(1 + 2 * 4)
  })

  it('keep the parts that were sent', async () => {
    await start()
    const bytes = sampleBytes(20 * MIB + 7)
    rig.faults.fail({ operation: 'UploadPart', partNumber: 3 }, TOKEN_EXPIRED)
    const id = await rig.upload('big.bin', bytes)
    await held(1)
    const task = rig.engine.queue.get(id)?.task
    const kept = task?.direction === 'upload' ? [...(task.multipart?.parts.keys() ?? [])] : []
    expect(kept).not.toContain(3)
    const keptBytes = kept.length * 8 * MIB
    await expect.poll(() => rig.stateOf(id)).toMatchObject({ doneBytes: keptBytes })
    rig.faults.heal()
    const before = rig.faults.requests.length
    await rig.save(NEXT_STS_SECRET)
    expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
    const sent = rig.faults.requests.slice(before).flatMap((one) => one.partNumber ?? [])
    expect(sent.filter((number) => kept.includes(number))).toEqual([])
    expect(rig.faults.count('InitiateMultipartUpload')).toBe(1)
    const client = await rig.engine.clients.of(rig.connectionId)
    const stored = await buffer((await client.get('big.bin', undefined)).body)
    expect(stored.equals(bytes)).toBe(true)
  })

  it('keep the bytes that were fetched', async () => {
    await start()
    const bytes = sampleBytes(6 * MIB)
    await rig.ended(await rig.upload('film.bin', bytes))
    rig.faults.failOnce('GetObject', {
      kind: 'reset-response',
      afterBytes: 3 * MIB,
    })
    rig.faults.fail('GetObject', TOKEN_EXPIRED)
    const id = rig.download('film.bin')
    await held(1)
    rig.faults.heal()
    await rig.save(NEXT_STS_SECRET)
    const { state, name } = await rig.ended(id)
    expect(state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await readFile(join(rig.folder, name))).equals(bytes)).toBe(true)
    expect(rig.faults.requests.at(-1)?.headers.range).toMatch(/^bytes=[1-9]/)
  })

  it('go on waiting when the connection is saved with a token that has expired, too', async () => {
    await start()
    aheadMs = 2 * 3_600_000
    const id = await rig.upload('a.txt', 'a')
    await held(1)
    await rig.save()
    await expect.poll(() => rig.faults.count('PutObject')).toBe(2)
    await held(1)
    await rig.save(NEXT_STS_SECRET)
    expect((await rig.ended(id)).state.status).toBe('done')
  })

  it('can be paused and cancelled while they wait, and the notice goes with the last', async () => {
    await start()
    aheadMs = 2 * 3_600_000
    const [one, two] = [await rig.upload('1.txt', '1'), await rig.upload('2.txt', '2')]
    await held(2)
    rig.engine.queue.pause({ ids: [one] })
    await held(1)
    rig.engine.queue.cancel({ ids: [two] })
    expect(waiting()).toBeUndefined()
    rig.engine.queue.resume({ ids: [one] })
    await held(1)
    await rig.save(NEXT_STS_SECRET)
    expect((await rig.ended(one)).state.status).toBe('done')
    expect(rig.stateOf(two)?.status).toBe('cancelled')
  })
})
