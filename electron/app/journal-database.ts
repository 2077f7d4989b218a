import { ClassicLevel } from 'classic-level'
import type { JournalStore } from '../transfers/journal'
import { FIRST_ENTRY, openBatchNumbers } from './batch-numbers'
import { withoutSum, withSum } from './entry-sum'

/** A database that can be read, and whether it has all that was acknowledged. */
export type JournalDatabase = { readonly store: JournalStore; readonly isWhole: boolean }

/** 256 KiB instead of 8 MiB: a journal is read once, from its beginning to its end. */
const READ_CACHE_BYTES = 256 * 1024

/**
 * Opens LevelDB and reads it through once, without handing anything over: it opens fine with a
 * broken block, and the first who reads that would fail (100,000 rows take 25 ms, off this thread).
 * @throws what LevelDB says; its folder is closed again then
 */
export async function openJournalDatabase(folder: string): Promise<JournalDatabase> {
  const level = new ClassicLevel<string, string>(folder, {
    valueEncoding: 'utf8',
    cacheSize: READ_CACHE_BYTES,
  })
  await level.open()
  try {
    await readThrough(level)
    const numbers = await openBatchNumbers(folder, level)
    let isInDoubt = false
    let readers = 0
    const batch: JournalStore['batch'] = async (operations, { sync }) => {
      if (isInDoubt) {
        if (readers > 0) throw new Error('The journal can not be opened again while it is read')
        await reopen(level)
      }
      isInDoubt = true
      const number = { type: 'put' as const, key: numbers.next(), value: '' }
      await level.batch([...operations.map(summed), number], { sync })
      isInDoubt = false
      await numbers.written(sync)
    }
    const store: JournalStore = {
      batch,
      async *entries(range) {
        readers += 1
        try {
          yield* entriesOf(level, range)
        } finally {
          readers -= 1
        }
      },
      async close() {
        try {
          if (level.status === 'open') await batch([], { sync: true })
        } finally {
          await level.close()
          await numbers.close()
        }
      },
    }
    return { store, isWhole: numbers.isWhole }
  } catch (thrown) {
    await level.close()
    throw thrown
  }
}

/**
 * After a write that failed LevelDB no longer knows where its log ends, and what it wrote behind that
 * could not be read: it begins a new one when it is opened.
 */
async function reopen(level: ClassicLevel<string, string>): Promise<void> {
  await level.close()
  await level.open()
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
