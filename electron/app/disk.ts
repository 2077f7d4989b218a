import { Worker } from 'node:worker_threads'
import diskThreadPath from '../files/disk-thread?modulePath'
import { createDiskThreads, type DiskThreads } from '../files/disk-threads'

/** 3 s: the window has been there for a while, and hardly anybody has given it files. */
const WARM_AFTER_MS = 3_000

/** The disk in threads of its own, the first of which is ready before the first small file comes. */
export function createDisk(): DiskThreads {
  const disk = createDiskThreads({
    // Descriptors pass from thread to thread.
    startThread: () => new Worker(diskThreadPath, { trackUnmanagedFds: false }),
    now: () => performance.now(),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs).unref()
      return () => clearTimeout(timer)
    },
    soon: setImmediate,
  })
  setTimeout(disk.warm, WARM_AFTER_MS).unref()
  return disk
}
