import { parentPort } from 'node:worker_threads'
import type { DiskReply, DiskRequest, DiskTask, DiskValue } from './disk-messages'
import { createDiskTurns, type DiskTurns } from './disk-turns'
import { createDiskWork } from './disk-work'

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
    case 'store-part':
      return work.storePart(task.path, bytesOf(task.block).subarray(0, task.sizeBytes))
    case 'place':
      return work.place(task)
  }
}

function replyTo(task: DiskTask): DiskReply {
  try {
    return { kind: 'value', value: doTask(task) }
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    const errno = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
    return { kind: 'failure', message, ...(errno === undefined ? {} : { errno }) }
  }
}

parentPort?.on('message', (request: DiskRequest) => {
  switch (request.do) {
    case 'begin':
      turns = createDiskTurns(request.turns)
      reply({ kind: 'ready' })
      return
    case 'tasks':
      for (const { id, shared } of request.blocks) blocks.set(id, new Uint8Array(shared))
      for (const [index, task] of request.tasks.entries()) {
        if (!turns?.begin(index)) return
        reply(replyTo(task))
      }
  }
})
