import { ClassicLevel } from 'classic-level'
import type { JournalStore } from '../transfers/journal'
import { FIRST_ENTRY, openBatchNumbers } from './batch-numbers'
import { withoutSum, withSum } from './entry-sum'

/** A database that can be read, and whether it has all that was acknowledged. */
export type JournalDatabase = { readonly store: JournalStore; readonly isWhole: boolean }

/**
 * Opens LevelDB and reads it through once, without handing anything over: it opens fine with a
 * broken block, and the first who reads that would fail (100,000 rows take 25 ms, off this thread).
 * @throws what LevelDB says; its folder is closed again then
 */
export async function openJournalDatabase(folder: string): Promise<JournalDatabase> {
  const level = new ClassicLevel<string, string>(folder, { valueEncoding: 'utf8' })
  await level.open()
  try {
    await readThrough(level)
    const numbers = await openBatchNumbers(folder, level)
    const batch: JournalStore['batch'] = async (operations, { sync }) => {
      const number = { type: 'put' as const, key: numbers.next(), value: '' }
      await level.batch([...operations.map(summed), number], { sync })
      await numbers.written(sync)
    }
    const store: JournalStore = {
      batch,
      entries: (range) => entriesOf(level, range),
      async close() {
        await batch([], { sync: true })
        await level.close()
        await numbers.close()
      },
    }
    return { store, isWhole: numbers.isWhole }
  } catch (thrown) {
    await level.close()
    throw thrown
  }
}

type Operation = Parameters<JournalStore['batch']>[0][number]

function summed(operation: Operation): Operation {
  if (operation.type === 'del') return operation
  return { ...operation, value: withSum(operation.key, operation.value) }
}

async function readThrough(level: ClassicLevel<string, string>): Promise<void> {
  const iterator = level.iterator({ keys: false, values: false })
  try {
    let some: readonly unknown[]
    do some = await iterator.nextv(1000)
    while (some.length > 0)
  } finally {
    await iterator.close()
  }
}

/** Read some hundred at a time: one by one would take twice as long. */
async function* entriesOf(
  level: ClassicLevel<string, string>,
  range: { readonly gte?: string; readonly lt?: string },
): AsyncGenerator<readonly [string, string]> {
  const iterator = level.iterator({ gte: FIRST_ENTRY, ...range, highWaterMarkBytes: 128 * 1024 })
  try {
    for (;;) {
      const some = await iterator.nextv(250)
      if (some.length === 0) return
      for (const [key, written] of some) yield [key, withoutSum(key, written)]
    }
  } finally {
    await iterator.close()
  }
}
