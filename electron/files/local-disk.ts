import type { Disk } from './disk'
import { createDiskWork } from './disk-work'

/** Does it all on the thread that asks, at once: for tests. */
export async function createLocalDisk(): Promise<Disk> {
  const work = await createDiskWork()
  return {
    readWhole: async (path, block) => work.readWhole(path, block.bytes),
    async store(storing, block) {
      const stored = work.store(storing, block.bytes)
      work.syncFolders()
      return stored
    },
    place: async (placing) => work.place(placing),
    async close() {},
  }
}
