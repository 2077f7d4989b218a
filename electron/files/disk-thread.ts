import { parentPort } from 'node:worker_threads'
import { createSumTable } from '../bytes/sum-table'
import type { DiskReply, DiskRequest, DiskTask, DiskValue } from './disk-messages'
import { readWholeNow } from './disk-tasks'
import { createDiskTurns, type DiskTurns } from './disk-turns'

// The whole of a disk thread: it does what it is asked, in order, as far as that is not taken back.
const sums = await createSumTable()
const blocks = new Map<number, Uint8Array>()
const reply = (message: DiskReply) => parentPort?.postMessage(message)
let turns: DiskTurns | undefined

function doTask(task: DiskTask): DiskValue {
  const bytes = blocks.get(task.block)
  if (!bytes) throw new RangeError('A block that nobody made known')
  return readWholeNow(task.path, bytes, sums)
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
