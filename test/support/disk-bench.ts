import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createDiskThreads, type DiskThreads } from '../../electron/files/disk-threads'
import { buildModule } from './build-module'
import type { SlowDrive } from './slow-drive'

/** The disk in real threads, as the app has it. */
export type DiskBench = {
  /** Starts one. @param startThread by default the real module, on real drives */
  start(startThread?: (modulePath: string) => Worker): DiskThreads
  startOn(drive: SlowDrive): DiskThreads
  /** Every thread that was started, in order. */
  threads(): readonly Worker[]
}

const startPlain = (path: string) => new Worker(path, { trackUnmanagedFds: false })

/** @param scope for how long a disk lives */
export function aDiskBench(scope: 'test' | 'file' = 'test'): DiskBench {
  let modulePath: string
  let threads: Worker[] = []
  let disks: DiskThreads[] = []
  const closeAll = async () => {
    await Promise.all(disks.map((disk) => disk.close()))
    disks = []
    threads = []
  }
  beforeAll(async () => {
    modulePath = await buildModule('electron/files/disk-thread.ts')
  })
  afterEach(() => (scope === 'test' ? closeAll() : undefined))
  afterAll(async () => {
    await closeAll()
    await rm(dirname(modulePath), { recursive: true })
  })

  function start(startThread: (path: string) => Worker = startPlain): DiskThreads {
    const disk = createDiskThreads({
      startThread: () => {
        const thread = startThread(modulePath)
        threads.push(thread)
        return thread
      },
      now: () => performance.now(),
      schedule: (run, delayMs) => {
        const timer = setTimeout(run, delayMs)
        return () => clearTimeout(timer)
      },
      soon: setImmediate,
    })
    disks.push(disk)
    return disk
  }
  return { start, startOn: (drive) => start(drive.startThread), threads: () => threads }
}
