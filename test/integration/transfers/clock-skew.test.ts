import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { createLinkSigner } from '../../../electron/transfers/links'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { plainHttp } from '../../support/plain-http'
import { sampleBytes } from '../../support/sample-bytes'

const HOUR_MS = 3_600_000
const MIB = 1024 * 1024
let rig: EngineRig
afterEach(() => rig.cleanup())

/** A server whose clock differs from this computer's. */
const startAt = async (offsetMs: number, signatureVersion: 'v1' | 'v4' = 'v4') => {
  rig = await startEngineRig({ now: () => Date.now() + offsetMs }, { fields: { signatureVersion } })
}
const linkOf = async (id: string, seconds: number) => {
  const { queue, clients } = rig.engine
  const [link] = await createLinkSigner({ queue, clients }).sign({ ids: [id] }, seconds)
  if (!link) throw new Error('No link')
  return link
}

describe.each([
  ['3 hours behind', 3 * HOUR_MS],
  ['5 hours ahead', -5 * HOUR_MS],
])('with a clock that is %s', (_name, offsetMs) => {
  it.each(['v1', 'v4'] as const)(
    'sends and fetches at the first attempt, whatever way the bytes go (%s)',
    async (signatureVersion) => {
      await startAt(offsetMs, signatureVersion)
      const contents = {
        'buffer.txt': Buffer.from('small'),
        'stream.bin': sampleBytes(2 * MIB, 1),
        'parts.bin': sampleBytes(20 * MIB, 2),
      }
      for (const [name, content] of Object.entries(contents)) {
        const id = await rig.upload(name, content)
        expect((await rig.ended(id)).state).toMatchObject({
          status: 'done',
          verification: 'crc64',
        })
      }
      expect(rig.faults.count('PutObject')).toBe(3)
      const client = await rig.engine.clients.of(rig.connectionId)
      const stored = await buffer((await client.get('parts.bin', undefined)).body)
      expect(stored.equals(contents['parts.bin'])).toBe(true)
      const id = rig.download('stream.bin')
      const { name, state } = await rig.ended(id)
      expect(state).toMatchObject({ status: 'done', verification: 'crc64' })
      const fetched = await readFile(join(rig.folder, name))
      expect(fetched.equals(contents['stream.bin'])).toBe(true)
    },
  )

  it('counts the bytes of a body that was sent twice only once', async () => {
    await startAt(offsetMs)
    const id = await rig.upload('parts.bin', sampleBytes(20 * MIB))
    const most: number[] = []
    const watch = setInterval(() => {
      const state = rig.stateOf(id)
      if (state && 'doneBytes' in state) most.push(state.doneBytes ?? 0)
    }, 1)
    await rig.ended(id)
    clearInterval(watch)
    expect(Math.max(0, ...most)).toBeLessThanOrEqual(20 * MIB)
  })

  it.each(['v1', 'v4'] as const)(
    'makes links that work and end when they say (%s)',
    async (signatureVersion) => {
      await startAt(offsetMs, signatureVersion)
      const id = await rig.upload('a.txt', 'linked')
      await rig.ended(id)
      const { url, expiresAtMs } = await linkOf(id, 600)
      expect((await plainHttp(url)).text).toBe('linked')
      const serverNow = Date.now() + offsetMs
      expect(Math.abs(expiresAtMs - serverNow - 600_000)).toBeLessThan(60_000)
    },
  )

  it('tells the person once, in minutes', async () => {
    await startAt(offsetMs)
    const ids = await Promise.all(['1', '2', '3', '4'].map((name) => rig.upload(name, name)))
    for (const id of ids) await rig.ended(id)
    expect(rig.notices()).toEqual([
      { about: 'clock', key: 'clock', minutesBehind: offsetMs / 60_000 },
    ])
    rig.engine.notices.clear('clock')
    await rig.ended(await rig.upload('5', '5'))
    expect(rig.notices()).toEqual([])
  })
})

describe('with a clock that is right', () => {
  it('says nothing, and ends a link after its time', async () => {
    await startAt(0)
    const id = await rig.upload('a.txt', 'linked')
    await rig.ended(id)
    const { url } = await linkOf(id, 1)
    await expect.poll(async () => (await plainHttp(url)).status, { timeout: 5000 }).toBe(403)
    expect(rig.notices()).toEqual([])
  })

  it('does not believe a server that goes on calling it wrong, and says what it knows', async () => {
    await startAt(0)
    rig.faults.fail('PutObject', { kind: 'respond', status: 403, code: 'RequestTimeTooSkewed' })
    const { state } = await rig.ended(await rig.upload('a.txt', 'x'))
    expect(state).toMatchObject({ status: 'failed', error: { code: 'OSS_CLOCK_SKEWED' } })
    expect(rig.faults.count('PutObject')).toBe(1)
  })
})
