import { createSumTable } from '../bytes/sum-table'
import type { PlaceAnswer, Placing, StoredPart, WholeAnswer } from './disk'
import { placeAtOnce, storePartNow } from './disk-placing'
import { readWholeNow } from './disk-reading'

/** What a disk does, on the thread that calls. */
export type DiskWork = {
  readWhole(path: string, bytes: Uint8Array): WholeAnswer
  storePart(path: string, bytes: Uint8Array): StoredPart
  place(placing: Placing): PlaceAnswer
}

/** One sum at a time: each is ended before the next begins. */
const SUM = 0

export async function createDiskWork(): Promise<DiskWork> {
  const sums = await createSumTable()
  function crc64Of(bytes: Uint8Array): string {
    sums.add(SUM, bytes)
    const value = sums.value(SUM)
    sums.drop(SUM)
    return value
  }
  return {
    readWhole: (path, bytes) => readWholeNow(path, bytes, crc64Of),
    storePart: (path, bytes) => storePartNow(path, bytes, crc64Of),
    place: placeAtOnce,
  }
}
