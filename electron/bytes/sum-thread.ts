import { parentPort } from 'node:worker_threads'
import type { SumAnswer, SumRequest } from './sum-messages'
import { createSumTable } from './sum-table'

// The whole of the summing thread: it reads blocks that main fills, and answers in order.
const table = await createSumTable()
const blocks = new Map<number, Uint8Array>()
const answer = (message: SumAnswer) => parentPort?.postMessage(message)

parentPort?.on('message', (request: SumRequest) => {
  switch (request.do) {
    case 'know':
      blocks.set(request.block, new Uint8Array(request.shared))
      return
    case 'add': {
      const bytes = blocks.get(request.block)
      if (!bytes) throw new RangeError('A block that nobody made known')
      table.add(request.sum, bytes.subarray(request.first, request.end))
      answer({})
      return
    }
    case 'go-on':
      table.putIn(request.sum, request.state)
      return
    case 'value':
      answer({ value: table.value(request.sum) })
      return
    case 'drop':
      table.drop(request.sum)
  }
})
