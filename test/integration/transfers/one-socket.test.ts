import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createAgents } from '../../../electron/oss/agents'
import { createSocketLimit } from '../../../electron/wire/socket-limit'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const BYTES = sampleBytes(24 * MIB + 3)
let rig: EngineRig
afterEach(() => rig.cleanup())

describe('transfers that share a single connection', () => {
  it('wait for each other, never for themselves, and all end well', async () => {
    const agents = createAgents({ limit: createSocketLimit(1) })
    rig = await startEngineRig({}, () => ({ deps: { agents } }))
    // Parts side by side, and a large object that would be fetched over three connections.
    expect((await rig.ended(await rig.upload('big.bin', BYTES))).state.status).toBe('done')
    rig.faults.fail('GetObject', { kind: 'slow', bytesPerSecond: 12 * MIB })
    const rows = [
      rig.download('big.bin'),
      await rig.upload('second.bin', BYTES),
      await rig.upload('small.txt', 'small'),
      rig.download('big.bin'),
    ]
    const ended = await Promise.all(rows.map((id) => rig.ended(id)))
    expect(ended.map(({ state }) => state)).toEqual(
      rows.map(() => expect.objectContaining({ status: 'done', verification: 'crc64' })),
    )
    for (const { name, direction } of ended) {
      if (direction === 'upload') continue
      expect((await readFile(join(rig.folder, name))).equals(BYTES)).toBe(true)
    }
  }, 30_000)
})
