import { constants } from 'node:fs'
import { copyFile, cp, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { AppError } from '../errors/app-error'
import type { JournalStore } from '../transfers/journal'
import { hasRoomForCopy, saysFull } from './disk-room'
import { openJournalDatabase } from './journal-database'

/** The journal's database, and the new name of one that was damaged and put aside. */
export type OpenedJournal = { readonly store: JournalStore; readonly putAside?: string }

/** What a copy fails with because of where it goes to, and not because of what it reads. */
const NO_PLACE: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'])
/** LevelDB does not know such files and leaves them alone. */
const KEPT = '.kept'

/**
 * Opens the journal. One that is damaged, or has lost what was written to it, is copied aside as it
 * is; the app starts with what can be read of it, be it nothing, and says so.
 * @param hasRoom whether its folder can be written once more
 * @throws AppError DISK_FULL: it is left as it is. Else what it is refused with when it is held by
 * another process, or when nothing can be written to its folder
 */
export async function openJournal(
  folder: string,
  nowMs: () => number,
  hasRoom: (folder: string) => Promise<boolean> = hasRoomForCopy,
): Promise<OpenedJournal> {
  try {
    return await openOrMend(folder, nowMs, hasRoom)
  } catch (thrown) {
    throw saysFull(thrown) ? diskFull(thrown) : thrown
  }
}

async function openOrMend(
  folder: string,
  nowMs: () => number,
  hasRoom: (folder: string) => Promise<boolean>,
): Promise<OpenedJournal> {
  const stamp = new Date(nowMs()).toISOString().replace(/[:.]/g, '-')
  const aside = `${folder}.damaged-${stamp}`
  await keepLogs(folder)
  try {
    const { store, isWhole } = await openJournalDatabase(folder)
    // Without room for a copy the logs stay where they are.
    const isCopied = isWhole || (await succeeds(cp(folder, aside, { recursive: true })))
    if (isCopied) await forgetLogs(folder)
    return { store, ...(isWhole ? {} : { putAside: basename(isCopied ? aside : folder) }) }
  } catch (thrown) {
    if (codeOf(thrown) === 'LEVEL_LOCKED') throw thrown
    // LevelDB writes when it opens, and tells a full disk from a broken file only in its text.
    if (!(await hasRoom(folder))) throw diskFull(thrown)
    await putAside(folder, aside)
    await forgetLogs(folder)
    return { store: await reopen(folder), putAside: basename(aside) }
  }
}

function diskFull(cause: unknown): AppError {
  return new AppError('DISK_FULL', {}, { retry: 'manual', cause })
}

/** Opening deletes the logs, also what could not be read of them: by these names they stay. */
async function keepLogs(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.log')) continue
    const [path, kept] = [join(folder, name), join(folder, name + KEPT)]
    try {
      await link(path, kept).catch(() => copyFile(path, kept, constants.COPYFILE_EXCL))
    } catch (thrown) {
      // From a start that did not come to its end.
      if (codeOf(thrown) !== 'EEXIST') throw thrown
    }
  }
}

async function forgetLogs(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (name.endsWith(KEPT)) await rm(join(folder, name), { force: true })
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
    return (await openJournalDatabase(folder)).store
  } catch {
    await rm(folder, { recursive: true, force: true })
    return (await openJournalDatabase(folder)).store
  }
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

function codeOf(thrown: unknown): unknown {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : undefined
  return typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined
}
