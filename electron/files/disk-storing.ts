import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { NewName, StoredFile, StoredPart } from './disk'
import { placeAtOnce } from './disk-placing'
import type { DiskWork } from './disk-work'
import { errnoOf } from './errno'
import { fileIdOf } from './file-id'

/** 1 ms: what takes longer is faster done several at a time, by Node's own threads. */
const QUICK_SYNC_MS = 1
/** So long a slow folder counts as slow, before it is tried again. */
const SLOW_FOR_MS = 1_000
/** Of the last sync in the average: one that was late by chance says nothing yet. */
const NEWEST_SHARE = 0.25

/**
 * `Disk.store` on the thread that calls.
 * @param crc64Of in OSS's form
 * @param now milliseconds of a clock that only goes forward
 */
export function createStoring(
  crc64Of: (bytes: Uint8Array) => string,
  now: () => number,
): Pick<DiskWork, 'store' | 'syncFolders'> {
  const syncs = createSyncTimes(now)
  const unsynced = new Set<string>()

  function placed(fd: number, path: string, { to, isOver }: NewName): StoredFile | undefined {
    const folder = dirname(to)
    try {
      syncs.measured(folder, () => fsyncSync(fd))
    } catch (thrown) {
      giveUp(fd, path)
      throw thrown
    }
    const answer = placeAtOnce({ fd, from: path, to, isOver })
    if (answer !== 'placed' && answer !== 'linked') return undefined
    unsynced.add(folder)
    return { kind: 'placed', isLinked: answer === 'linked' }
  }

  return {
    store({ path, sizeBytes, as }, block) {
      const bytes = block.subarray(0, sizeBytes)
      const fd = openNew(path)
      let crc64: string
      try {
        writeAll(fd, bytes)
        crc64 = crc64Of(bytes)
      } catch (thrown) {
        giveUp(fd, path)
        throw thrown
      }
      if (as?.crc64 !== crc64 || syncs.isSlow(dirname(as.to))) return partOf(fd, crc64)
      // Under another name, or in another way, which main knows.
      return placed(fd, path, as) ?? partOf(openSync(path, 'r+'), crc64)
    },
    syncFolders() {
      for (const folder of unsynced) syncFolderNow(folder)
      unsynced.clear()
    },
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx+')
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EEXIST') throw thrown
    // Left behind by a run that was killed: the id is ours, the bytes are of unknown worth.
    unlinkSync(path)
    return openSync(path, 'wx+')
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done, done)
  }
}

function giveUp(fd: number, path: string): void {
  closeSync(fd)
  unlinkSync(path)
}

function partOf(fd: number, crc64: string): StoredPart {
  return { kind: 'stored', fd, fileId: fileIdOf(fstatSync(fd, { bigint: true })), crc64 }
}

/** As `syncFolder`: where a folder can't be synced, that is no failure of the file. */
function syncFolderNow(folder: string): void {
  try {
    const fd = openSync(folder, constants.O_RDONLY)
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  } catch {
    // The bytes are safe by now.
  }
}

/** Knows of each folder how long a sync takes there. */
function createSyncTimes(now: () => number) {
  const averages = new Map<string, number>()
  const slowUntil = new Map<string, number>()
  return {
    isSlow(folder: string): boolean {
      const until = slowUntil.get(folder)
      if (until === undefined) return false
      if (now() < until) return true
      slowUntil.delete(folder)
      return false
    },
    measured(folder: string, sync: () => void): void {
      const startMs = now()
      sync()
      const tookMs = now() - startMs
      const before = averages.get(folder) ?? 0
      const average = before + NEWEST_SHARE * (tookMs - before)
      if (average <= QUICK_SYNC_MS) {
        averages.set(folder, average)
        return
      }
      averages.delete(folder)
      slowUntil.set(folder, now() + SLOW_FOR_MS)
    },
  }
}
