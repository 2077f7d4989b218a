import type { Worker } from 'node:worker_threads'
import type { Disk } from '../../electron/files/disk'
import { createDiskThreads } from '../../electron/files/disk-threads'

/** The disk in real threads. @param startThread starts the bundled `disk-thread` (`buildModule`) */
export function realDiskThreads(startThread: () => Worker): Disk {
  return createDiskThreads({
    startThread,
    now: () => performance.now(),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    soon: setImmediate,
  })
}
