import { cp, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import type { JournalStore } from '../transfers/journal'
import { openJournalDatabase } from './journal-database'

/** The journal's database, and the new name of one that was damaged and put aside. */
export type OpenedJournal = { readonly store: JournalStore; readonly putAside?: string }

/** What a copy fails with because of where it goes to, and not because of what it reads. */
const NO_PLACE: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'])

/**
 * Opens the journal. One that is damaged is copied aside as it is, so that nothing in it is lost;
 * the app starts with what can be read of it, be it nothing, and says so.
 * @throws when it is held by another process, or when nothing can be written to its folder
 */
export async function openJournal(folder: string, nowMs: () => number): Promise<OpenedJournal> {
  try {
    return { store: await openJournalDatabase(folder) }
  } catch (thrown) {
    if (codeOf(thrown) === 'LEVEL_LOCKED') throw thrown
    const stamp = new Date(nowMs()).toISOString().replace(/[:.]/g, '-')
    const aside = `${folder}.damaged-${stamp}`
    await putAside(folder, aside)
    return { store: await reopen(folder), putAside: basename(aside) }
  }
}

/** Leaves the folder where it is, to be mended, unless its bytes can't even be copied. */
async function putAside(folder: string, aside: string): Promise<void> {
  try {
    await cp(folder, aside, { recursive: true })
  } catch (thrown) {
    await rm(aside, { recursive: true, force: true })
    if (NO_PLACE.has(codeOf(thrown))) throw thrown
    await rename(folder, aside)
  }
}

async function reopen(folder: string): Promise<JournalStore> {
  try {
    await ClassicLevel.repair(folder)
    // LevelDB's own place for what it could not mend: all of it lies aside.
    await rm(join(folder, 'lost'), { recursive: true, force: true })
    return await openJournalDatabase(folder)
  } catch {
    await rm(folder, { recursive: true, force: true })
    return openJournalDatabase(folder)
  }
}

function codeOf(thrown: unknown): unknown {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : undefined
  return typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined
}
