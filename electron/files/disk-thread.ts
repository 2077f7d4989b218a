import { dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'
import type { DiskEnd, DiskReply, DiskRequest, DiskTask, DiskValue } from './disk-messages'
import { createDiskTurns, type DiskTurns } from './disk-turns'
import { createDiskWork } from './disk-work'

/** 3 ms: a frame has 16. */
const TOGETHER_MS = 3

// The whole of a disk thread: it does what it is asked, in order, as far as that is not taken back.
const work = await createDiskWork()
const blocks = new Map<number, Uint8Array>()
const reply = (message: DiskReply) => parentPort?.postMessage(message)
let turns: DiskTurns | undefined

function bytesOf(block: number): Uint8Array {
  const bytes = blocks.get(block)
  if (!bytes) throw new RangeError('A block that nobody made known')
  return bytes
}

function doTask(task: DiskTask): DiskValue {
  switch (task.do) {
    case 'read-whole':
      return work.readWhole(task.path, bytesOf(task.block))
    case 'store':
      return work.store(task, bytesOf(task.block))
    case 'place':
      return work.place(task)
  }
}

function endOf(task: DiskTask): DiskEnd {
  try {
    return { kind: 'value', value: doTask(task) }
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    const errno = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
    return { kind: 'failure', message, ...(errno === undefined ? {} : { errno }) }
  }
}

/** Tells what has ended, once that is on disk for good. */
function tell(ends: readonly DiskEnd[]): void {
  if (ends.length === 0) return
  work.syncFolders()
  reply({ kind: 'ends', ends })
}

/** Files that get their names in one folder share its sync, and so are told together. */
function doAll(tasks: readonly DiskTask[]): void {
  let ends: DiskEnd[] = []
  let shared: string | undefined
  let sinceMs = 0
  const tellAll = () => {
    tell(ends)
    ends = []
  }
  for (const [index, task] of tasks.entries()) {
    const folder = task.do === 'store' && task.as ? dirname(task.as.to) : undefined
    // Before it is begun: it may lie on a drive that does not answer.
    if (folder === undefined || folder !== shared || performance.now() - sinceMs > TOGETHER_MS) {
      tellAll()
      sinceMs = performance.now()
    }
    if (!turns?.begin(index)) break
    ends.push(endOf(task))
    shared = folder
  }
  tellAll()
}

parentPort?.on('message', (request: DiskRequest) => {
  switch (request.do) {
    case 'begin':
      turns = createDiskTurns(request.turns)
      reply({ kind: 'ready' })
      return
    case 'tasks':
      for (const { id, shared } of request.blocks) blocks.set(id, new Uint8Array(shared))
      doAll(request.tasks)
  }
})
