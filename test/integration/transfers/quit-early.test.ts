import { afterEach, expect, it } from 'vitest'
import type { JournalStore } from '../../../electron/transfers/journal'
import { NO_STORE } from '../../../electron/transfers/journal'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'

let rig: EngineRig
afterEach(() => rig.cleanup())

/** A store that takes a moment to read, and that nobody may read once it is closed. */
function aSlowStore(): JournalStore {
  let isClosed = false
  return {
    ...NO_STORE,
    async *entries() {
      for (let moment = 0; moment < 3; moment += 1) {
        await new Promise((resume) => setTimeout(resume, 20))
        if (isClosed) throw new Error('It is closed')
      }
    },
    async close() {
      isClosed = true
    },
  }
}

it.each([0, 30, 90])(
  'the app may quit while its queue comes back, %i ms after it began',
  async (ms) => {
    rig = await startEngineRig(
      {},
      { deps: { journalStore: aSlowStore(), begunStore: aSlowStore() } },
    )
    const restored = rig.engine.restore(async () => undefined)
    await new Promise((resume) => setTimeout(resume, ms))
    await rig.engine.stop()
    await expect(restored).resolves.toBe(0)
  },
)
