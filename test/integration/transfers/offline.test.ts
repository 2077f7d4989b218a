import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import type { NetworkState } from '../../../electron/transfers/offline-keeper'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { loopbackAgents } from '../../support/oss'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const BYTES = sampleBytes(30 * MIB)
let rig: EngineRig
let network: { now: NetworkState; become(state: NetworkState): void }
afterEach(() => rig.cleanup())

/** A bucket at a genuine OSS host name, which leads to this machine. */
async function start(): Promise<void> {
  const listeners: (() => void)[] = []
  network = {
    now: 'online',
    become(state) {
      network.now = state
      for (const listener of listeners) listener()
    },
  }
  rig = await startEngineRig({}, ({ server, region }) => ({
    fields: { addressing: 'virtual-host', endpoint: `http://oss-${region}.aliyuncs.com` },
    deps: {
      agents: loopbackAgents(server.port),
      network: { state: () => network.now, onChanged: (heard) => void listeners.push(heard) },
    },
  }))
}
const waiting = () => rig.notices().find(({ about }) => about === 'offline')
const doneBytes = (id: string) => {
  const state = rig.stateOf(id)
  return state && 'doneBytes' in state ? (state.doneBytes ?? 0) : 0
}

describe.each(['offline', 'asleep'] as const)('a computer that is %s', (away) => {
  it('stops an upload, keeps its parts, and goes on with the missing ones', async () => {
    await start()
    rig.faults.fail(
      { operation: 'UploadPart', partNumber: 4 },
      { kind: 'delay', milliseconds: 60_000 },
    )
    const id = await rig.upload('big.bin', BYTES)
    const partsDone = () => {
      const task = rig.engine.queue.get(id)?.task
      return task?.direction === 'upload' ? task.multipart?.parts.size : 0
    }
    await expect.poll(partsDone, { timeout: 5000 }).toBe(3)
    network.become(away)
    await expect.poll(waiting).toMatchObject({ waiting: 1 })
    expect(rig.stateOf(id)).toMatchObject({ status: 'queued', attempts: 0 })
    const second = await rig.upload('second.txt', 'second')
    await expect.poll(waiting).toMatchObject({ waiting: 2 })

    rig.faults.heal()
    const before = rig.faults.requests.length
    network.become('online')
    for (const row of [id, second]) expect((await rig.ended(row)).state.status).toBe('done')
    const parts = rig.faults.requests.slice(before).flatMap((one) => one.partNumber ?? [])
    expect(parts).toEqual([4])
    expect(waiting()).toBeUndefined()
    const client = await rig.engine.clients.of(rig.connectionId)
    const stored = await buffer((await client.get('big.bin', undefined)).body)
    expect(stored.equals(BYTES)).toBe(true)
  })

  it('stops a download, keeps its bytes, and goes on behind them', async () => {
    await start()
    await rig.ended(await rig.upload('film.bin', BYTES))
    rig.faults.fail('GetObject', { kind: 'stall-response', afterBytes: 10 * MIB })
    const id = rig.download('film.bin')
    await expect.poll(() => doneBytes(id)).toBeGreaterThan(9 * MIB)
    network.become(away)
    await expect.poll(waiting).toMatchObject({ waiting: 1 })
    expect(doneBytes(id)).toBeGreaterThan(9 * MIB)
    rig.faults.heal()
    network.become('online')
    const { state, name } = await rig.ended(id)
    expect(state).toMatchObject({ status: 'done', verification: 'crc64' })
    expect((await readFile(join(rig.folder, name))).equals(BYTES)).toBe(true)
    expect(rig.faults.requests.at(-1)?.headers.range).toMatch(/^bytes=\d{7,}-/)
  })

  it('leaves paused what the person has paused', async () => {
    await start()
    rig.faults.fail('PutObject', { kind: 'delay', milliseconds: 60_000 })
    const [one, two] = [await rig.upload('1.txt', '1'), await rig.upload('2.txt', '2')]
    await expect.poll(() => rig.faults.count('PutObject')).toBe(2)
    network.become(away)
    await expect.poll(waiting).toMatchObject({ waiting: 2 })
    rig.engine.queue.pause({ ids: [one] })
    rig.faults.heal()
    network.become('online')
    expect((await rig.ended(two)).state.status).toBe('done')
    expect(rig.stateOf(one)?.status).toBe('paused')
  })
})
