import { Worker } from 'node:worker_threads'
import type { Disk } from '../files/disk'
import diskThreadPath from '../files/disk-thread?modulePath'
import { createDiskThreads } from '../files/disk-threads'

/** The disk in threads of its own, the first of which is started when the first small file comes. */
export function createDisk(): Disk {
  return createDiskThreads({
    // Descriptors pass from thread to thread.
    startThread: () => new Worker(diskThreadPath, { trackUnmanagedFds: false }),
    now: () => performance.now(),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs).unref()
      return () => clearTimeout(timer)
    },
    soon: setImmediate,
  })
}
