import type { Worker } from 'node:worker_threads'
import type { Block } from '../bytes/block'
import { AppError } from '../errors/app-error'
import type { DiskEnd, DiskReply, DiskRequest, DiskTask, DiskValue } from './disk-messages'
import { createDiskTurns, newTurnsMemory } from './disk-turns'

/** A task on its way, and who waits for its end. */
export type DiskJob = {
  readonly task: DiskTask
  /** The memory that it works on, if any. */
  readonly block: Block | undefined
  readonly resolve: (value: DiskValue) => void
  readonly reject: (thrown: unknown) => void
}

/** Main's end of one disk thread. */
export type DiskThread = {
  /** Gives it jobs when it has none. */
  give(jobs: readonly DiskJob[]): void
  isIdle(): boolean
  /** Since when it is at one and the same job; undefined while it is idle, or starts. */
  busySince(): number | undefined
  /** Takes back the jobs that it has not begun. */
  takeBack(): readonly DiskJob[]
  close(): Promise<void>
}

/**
 * @param more.now milliseconds of a clock that only goes forward
 * @param more.onIdle told when it has answered everything
 * @param more.onDeath told when it is no more; what it was at fails with UNEXPECTED
 */
export function createDiskThread(
  worker: Worker,
  more: {
    readonly now: () => number
    readonly onIdle: () => void
    readonly onDeath: () => void
  },
): DiskThread {
  const { now, onIdle, onDeath } = more
  const memory = newTurnsMemory()
  const turns = createDiskTurns(memory)
  const known = new WeakSet<Block>()
  // Replies come in the order of the tasks, so a line is all there is to keep.
  let jobs: DiskJob[] = []
  let answered = 0
  let isReady = false
  let sinceMs = 0
  let isDead = false

  const tell = (request: DiskRequest) => worker.postMessage(request)
  const waiting = () => jobs.length - answered

  function die(thrown: unknown): void {
    if (isDead) return
    isDead = true
    const failure = new AppError('UNEXPECTED', {}, { retry: 'automatic', cause: thrown })
    for (const { reject } of jobs.splice(answered)) reject(failure)
    onDeath()
  }

  function hear(reply: DiskReply): void {
    sinceMs = now()
    if (reply.kind === 'ready') {
      isReady = true
      return
    }
    for (const end of reply.ends) {
      const job = jobs[answered]
      answered += 1
      if (end.kind === 'value') job?.resolve(end.value)
      else job?.reject(errorOf(end))
    }
    if (waiting() === 0) onIdle()
  }

  // It must not keep a process alive that has nothing else to do.
  worker.unref()
  worker.on('message', hear)
  worker.on('error', die)
  worker.on('exit', die)
  tell({ do: 'begin', turns: memory })

  function makeKnown(list: readonly DiskJob[]): { id: number; shared: SharedArrayBuffer }[] {
    const fresh: { id: number; shared: SharedArrayBuffer }[] = []
    for (const { block } of list) {
      if (!block || known.has(block)) continue
      known.add(block)
      fresh.push({ id: block.id, shared: block.shared })
    }
    return fresh
  }

  return {
    give(list) {
      jobs = [...list]
      answered = 0
      sinceMs = now()
      turns.give()
      tell({ do: 'tasks', blocks: makeKnown(list), tasks: list.map(({ task }) => task) })
    },
    isIdle: () => waiting() === 0,
    busySince: () => (isReady && waiting() > 0 ? sinceMs : undefined),
    takeBack: () => (isReady ? jobs.splice(turns.takeBack()) : []),
    async close() {
      await worker.terminate()
    },
  }
}

/** As the file system would have thrown it here. */
function errorOf({ message, errno }: DiskEnd & { kind: 'failure' }): Error {
  return Object.assign(new Error(message), errno === undefined ? {} : { code: errno })
}
