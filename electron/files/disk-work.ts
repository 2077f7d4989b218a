import { createSumTable } from '../bytes/sum-table'
import type { PlaceAnswer, Placing, StoredFile, StoredPart, Storing, WholeAnswer } from './disk'
import { placeAtOnce } from './disk-placing'
import { readWholeNow } from './disk-reading'
import { createStoring } from './disk-storing'

/** What a disk does, on the thread that calls. */
export type DiskWork = {
  readWhole(path: string, bytes: Uint8Array): WholeAnswer
  store(storing: Storing, bytes: Uint8Array): StoredPart | StoredFile
  place(placing: Placing): PlaceAnswer
  /** What was stored under its name has that for good only after this; never throws. */
  syncFolders(): void
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
    place: placeAtOnce,
    ...createStoring(crc64Of, () => performance.now()),
  }
}
