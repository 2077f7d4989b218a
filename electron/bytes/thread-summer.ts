import type { Worker } from 'node:worker_threads'
import { createSumTable } from './sum-table'
import { createSumThread, type SumThread } from './sum-thread-client'
import type { Summer } from './summer'

/** Up to here summing at once (some 5 µs) is cheaper than asking another thread. */
const FEW_BYTES = 64 * 1024

/**
 * CRC64 off the main thread: main stays free for the window and the sockets, and another core does
 * what costs most. The bytes are shared, not copied. A sum begins here and moves to the thread with
 * its first large block, so that a tiny file never waits for a message.
 * @param startThread starts `sum-thread`; called at the first large block, and after a thread died
 */
export async function createThreadSummer(startThread: () => Worker): Promise<Summer> {
  const here = await createSumTable()
  let newest: SumThread | undefined
  let started = 0

  function livingThread(): SumThread {
    if (!newest || newest.isDead()) newest = createSumThread(startThread())
    return newest
  }

  return {
    start() {
      started += 1
      const id = started
      // Stays the same to the end: a sum whose thread died is lost.
      let there: SumThread | undefined
      return {
        async add(block, first, end) {
          if (!there && end - first <= FEW_BYTES) {
            here.add(id, block.bytes.subarray(first, end))
            return
          }
          if (!there) {
            there = livingThread()
            const state = here.takeOut(id)
            if (state) there.goOn(id, state)
          }
          await there.add(id, block, first, end)
        },
        value: async () => (there ? there.value(id) : here.value(id)),
        drop() {
          here.drop(id)
          there?.drop(id)
        },
      }
    },
    async close() {
      await newest?.close()
    },
  }
}
