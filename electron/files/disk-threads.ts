import type { Worker } from 'node:worker_threads'
import type { Block } from '../bytes/block'
import { AppError } from '../errors/app-error'
import type { Disk } from './disk'
import type { DiskTask, DiskValues } from './disk-messages'
import { createDiskThread, type DiskJob, type DiskThread } from './disk-thread-client'

/** A drive that answers slowly takes one thread; with four, three such drives stop nobody. */
const MOST_THREADS = 4
/** So long a thread may be at one job before others do what it was given besides. */
const STUCK_MS = 20
/** Threads that a slow drive made necessary go when there was nothing to do for so long. */
const IDLE_MS = 10_000

export type DiskThreadsDeps = {
  /** Starts `disk-thread`; called at the first job or before, and when one more is needed. */
  readonly startThread: () => Worker
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Runs a function later. @returns ends that */
  readonly schedule: (run: () => void, delayMs: number) => () => void
  /** Runs a function when all that has come in just now is seen to. */
  readonly soon: (run: () => void) => void
}

export type DiskThreads = Disk & {
  /** Starts the first thread: that takes a tenth of a second, in which files would wait. */
  warm(): void
}

/**
 * The disk in threads of its own: main stays free however slow a drive is. One thread does it all,
 * and jobs that come together go to it in one message. Only while it is stuck, others help.
 */
export function createDiskThreads(deps: DiskThreadsDeps): DiskThreads {
  const { startThread, now, schedule, soon } = deps
  const threads = new Set<DiskThread>()
  const pending: DiskJob[] = []
  let isGiving = false
  let stopWatching: (() => void) | undefined
  let stopIdling: (() => void) | undefined
  let isClosed = false

  function start(): DiskThread | undefined {
    const worker = tryToStart()
    if (!worker) return undefined
    const thread = createDiskThread(worker, {
      now,
      onIdle: () => {
        if (pending.length > 0) give()
        else if (threads.size > 1) stopIdling ??= schedule(thinOut, IDLE_MS)
      },
      onDeath: () => {
        threads.delete(thread)
        give()
      },
    })
    threads.add(thread)
    return thread
  }

  function tryToStart(): Worker | undefined {
    try {
      return startThread()
    } catch (thrown) {
      failPending(thrown)
      return undefined
    }
  }

  function failPending(cause: unknown): void {
    const failure = new AppError('UNEXPECTED', {}, { retry: 'automatic', cause })
    for (const { reject } of pending.splice(0)) reject(failure)
  }

  function idleThread(): DiskThread | undefined {
    for (const thread of threads) if (thread.isIdle()) return thread
    return undefined
  }

  function give(): void {
    if (pending.length === 0 || isClosed) return
    const thread = idleThread() ?? (threads.size === 0 ? start() : undefined)
    if (thread) {
      thread.give(pending.splice(0))
    }
    stopWatching ??= schedule(watch, STUCK_MS)
  }

  /** Sees to it that what is stuck holds up nothing else. Runs only while there are jobs. */
  function watch(): void {
    stopWatching = undefined
    const stuckSinceMs = now() - STUCK_MS
    let areAllStuck = true
    for (const thread of threads) {
      const sinceMs = thread.busySince()
      const isStuck = sinceMs !== undefined && sinceMs <= stuckSinceMs
      if (isStuck) pending.unshift(...thread.takeBack())
      else areAllStuck = false
    }
    if (pending.length > 0 && areAllStuck && threads.size < MOST_THREADS) start()
    give()
    if ([...threads].some((thread) => !thread.isIdle())) stopWatching ??= schedule(watch, STUCK_MS)
  }

  function thinOut(): void {
    stopIdling = undefined
    const [, ...more] = threads
    for (const thread of more) if (thread.isIdle()) close(thread)
  }

  function close(thread: DiskThread): Promise<void> {
    threads.delete(thread)
    return thread.close()
  }

  function ask<K extends DiskTask['do']>(
    task: Extract<DiskTask, { readonly do: K }>,
    block?: Block,
  ): Promise<DiskValues[K]> {
    if (isClosed) return Promise.reject(new AppError('UNEXPECTED'))
    return new Promise((resolve, reject) => {
      // What comes of a task is of its own kind: the thread has no other way to answer it.
      const end = resolve as DiskJob['resolve']
      pending.push({ task, block, resolve: end, reject })
      if (isGiving) return
      isGiving = true
      soon(() => {
        isGiving = false
        give()
      })
    })
  }

  return {
    readWhole: (path, block) => ask({ do: 'read-whole', path, block: block.id }, block),
    store: (storing, block) => ask({ do: 'store', block: block.id, ...storing }, block),
    place: (placing) => ask({ do: 'place', ...placing }),
    warm() {
      if (threads.size === 0 && !isClosed) start()
    },
    async close() {
      isClosed = true
      stopWatching?.()
      stopIdling?.()
      failPending(undefined)
      await Promise.all([...threads].map(close))
    },
  }
}
