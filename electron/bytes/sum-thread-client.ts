import type { Worker } from 'node:worker_threads'
import { AppError } from '../errors/app-error'
import type { Block } from './block'
import type { SumAnswer, SumRequest } from './sum-messages'

/** Main's end of the summing thread. Requests after its death fail with UNEXPECTED. */
export type SumThread = {
  isDead(): boolean
  goOn(sum: number, state: bigint): void
  add(sum: number, block: Block, first: number, end: number): Promise<void>
  value(sum: number): Promise<string>
  drop(sum: number): void
  close(): Promise<void>
}

type Waiting = {
  readonly resolve: (value: string) => void
  readonly reject: (thrown: unknown) => void
}

export function createSumThread(worker: Worker): SumThread {
  const known = new WeakSet<Block>()
  // Answers come in the order of the requests, so a line of waiting ones is all there is to keep.
  const waiting: Waiting[] = []
  let failure: AppError | undefined

  // It must not keep a process alive that has nothing else to do.
  worker.unref()
  worker.on('message', ({ value }: SumAnswer) => waiting.shift()?.resolve(value ?? ''))
  const die = (thrown: unknown) => {
    failure ??= new AppError('UNEXPECTED', {}, { retry: 'automatic', cause: thrown })
    for (const { reject } of waiting.splice(0)) reject(failure)
  }
  worker.on('error', die)
  worker.on('exit', die)

  const tell = (request: SumRequest) => worker.postMessage(request)
  const ask = (request: SumRequest) =>
    new Promise<string>((resolve, reject) => {
      if (failure) {
        reject(failure)
        return
      }
      waiting.push({ resolve, reject })
      tell(request)
    })

  return {
    isDead: () => failure !== undefined,
    goOn: (sum, state) => tell({ do: 'go-on', sum, state }),
    async add(sum, block, first, end) {
      if (!known.has(block)) {
        known.add(block)
        tell({ do: 'know', block: block.id, shared: block.shared })
      }
      await ask({ do: 'add', sum, block: block.id, first, end })
    },
    value: (sum) => ask({ do: 'value', sum }),
    drop: (sum) => tell({ do: 'drop', sum }),
    async close() {
      await worker.terminate()
    },
  }
}
