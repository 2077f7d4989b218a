import { rename } from 'node:fs/promises'
import { basename } from 'node:path'
import { ClassicLevel } from 'classic-level'
import type { JournalStore } from '../transfers/journal'

/** The journal's database, and the new name of one that was damaged and put aside. */
export type OpenedJournal = { readonly store: JournalStore; readonly putAside?: string }

/**
 * Opens the journal. One that can't be read is renamed, never deleted: nothing in it is lost, and
 * the app starts with an empty one and says so.
 * @throws when it is held by another process, or when no new one can be made either
 */
export async function openJournal(folder: string, nowMs: () => number): Promise<OpenedJournal> {
  try {
    return { store: await open(folder) }
  } catch (thrown) {
    if (codeOf(thrown) === 'LEVEL_LOCKED') throw thrown
    const stamp = new Date(nowMs()).toISOString().replace(/[:.]/g, '-')
    const aside = `${folder}.damaged-${stamp}`
    await rename(folder, aside)
    return { store: await open(folder), putAside: basename(aside) }
  }
}

async function open(folder: string): Promise<JournalStore> {
  const level = new ClassicLevel<string, string>(folder, { valueEncoding: 'utf8' })
  await level.open()
  return {
    batch: (operations) => level.batch([...operations]),
    entries: (range) => entriesOf(level, range),
    close: () => level.close(),
  }
}

/** Read some hundred at a time: one by one would take twice as long. */
async function* entriesOf(
  level: ClassicLevel<string, string>,
  range: { readonly gte?: string; readonly lt?: string },
): AsyncGenerator<readonly [string, string]> {
  const iterator = level.iterator({ ...range, highWaterMarkBytes: 128 * 1024 })
  try {
    for (;;) {
      const some = await iterator.nextv(250)
      if (some.length === 0) return
      yield* some
    }
  } finally {
    await iterator.close()
  }
}

function codeOf(thrown: unknown): unknown {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : undefined
  return typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined
}
