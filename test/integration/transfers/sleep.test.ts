import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { createNetworkWatch, type PowerEvents } from '../../../electron/app/network-watch'
import { type DyingLine, startDyingLine } from '../../support/dying-line'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { FOR_EVER } from '../../support/faults'
import { loopbackAgents } from '../../support/oss'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const FILM = sampleBytes(40 * MIB, 1)
const BACKUP = sampleBytes(30 * MIB, 2)

let rig: EngineRig
let line: DyingLine
afterEach(async () => {
  await rig.cleanup()
  await line.close()
})

/** The lid of a laptop, and the app's own watch over it. */
function aLid() {
  const power = new Map<string, () => void>()
  const events: PowerEvents = { on: (event, listener) => power.set(event, listener) }
  let look = () => {}
  let sleptMs = 0
  const network = createNetworkWatch({
    isOnline: () => true,
    power: events,
    now: () => Date.now() + sleptMs,
    every: (run) => {
      look = run
    },
  })
  return {
    network,
    close: () => power.get('suspend')?.(),
    /** Hours later, and the network has had its time to come back. */
    open() {
      sleptMs += 8 * 3_600_000
      power.get('resume')?.()
      sleptMs += 60_000
      look()
    },
  }
}

it('a computer that slept goes on with every transfer where it was, on new connections', async () => {
  const lid = aLid()
  let port = 0
  line = await startDyingLine(() => port)
  rig = await startEngineRig({}, ({ server, region }) => {
    port = server.port
    return {
      fields: { addressing: 'virtual-host', endpoint: `http://oss-${region}.aliyuncs.com` },
      deps: { agents: loopbackAgents(line.port), network: lid.network, atOnce: () => 8 },
    }
  })
  await rig.ended(await rig.upload('film.bin', FILM))
  // Leaves connections that stand idle: they will be as dead as the others.
  const many = Array.from({ length: 8 }, (_, at) => rig.upload(`${at}.txt`, `small ${at}`))
  for (const id of await Promise.all(many)) await rig.ended(id)

  rig.faults.fail({ operation: 'UploadPart', key: 'backup.bin', partNumber: 4 }, FOR_EVER)
  rig.faults.fail('GetObject', { kind: 'stall-response', afterBytes: 10 * MIB })
  const upload = await rig.upload('backup.bin', BACKUP)
  const download = rig.download('film.bin')
  const partsDone = () => {
    const task = rig.engine.queue.get(upload)?.task
    return task?.direction === 'upload' ? [...(task.multipart?.parts.keys() ?? [])].sort() : []
  }
  const keptBytes = () => {
    const state = rig.stateOf(download)
    return state && 'doneBytes' in state ? (state.doneBytes ?? 0) : 0
  }
  await expect.poll(partsDone, { timeout: 5000 }).toEqual([1, 2, 3])
  await expect.poll(keptBytes, { timeout: 5000 }).toBeGreaterThanOrEqual(10 * MIB)

  lid.close()
  line.die()
  const asleep = () => rig.notices().find(({ about }) => about === 'offline')
  await expect.poll(asleep).toMatchObject({ waiting: 2 })
  expect(keptBytes()).toBeGreaterThanOrEqual(10 * MIB)
  const before = rig.faults.requests.length
  const standing = line.connections()
  rig.faults.heal()

  lid.open()
  const awakeMs = Date.now()
  for (const id of [upload, download]) {
    expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })
  }
  // Nobody waited for an answer on a connection that had died meanwhile: that takes 30 s to notice.
  expect(Date.now() - awakeMs).toBeLessThan(15_000)
  expect(line.connections()).toBeGreaterThan(standing)

  const after = rig.faults.requests.slice(before)
  expect(after.flatMap(({ partNumber }) => partNumber ?? [])).toEqual([4])
  expect(after.filter(({ operation }) => operation === 'InitiateMultipartUpload')).toEqual([])
  const ranges = after
    .filter(({ operation }) => operation === 'GetObject')
    .map(({ headers }) => Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0))
  expect(Math.min(...ranges)).toBeGreaterThanOrEqual(10 * MIB)

  const { name } = await rig.ended(download)
  expect((await readFile(join(rig.folder, name))).equals(FILM)).toBe(true)
  const client = await rig.engine.clients.of(rig.connectionId)
  expect((await buffer((await client.get('backup.bin', undefined)).body)).equals(BACKUP)).toBe(true)
  expect(await client.listMultipartUploads('')).toEqual([])
}, 60_000)
