import { Worker } from 'node:worker_threads'
import sumThreadPath from '../bytes/sum-thread?modulePath'
import type { Summer } from '../bytes/summer'
import { createThreadSummer } from '../bytes/thread-summer'

/** CRC64 in a thread of its own, which is started when the first large block comes. */
export function createSumming(): Promise<Summer> {
  return createThreadSummer(() => new Worker(sumThreadPath))
}
