import { Worker } from 'node:worker_threads'

/** A drive that answers nothing for as long as it is told to: paths with `slow-drive` lie on it. */
export type SlowDrive = {
  /** Starts a thread module that meets the drive. */
  startThread(modulePath: string): Worker
  /** How many calls wait for it. */
  waiting(): number
  /** From now on it answers. */
  wake(): void
}

const AWAKE = 0
const WAITING = 1

/** The call of `node:fs` that waits. */
type SlowCall = 'openSync' | 'readSync' | 'statSync' | 'fsyncSync'

/** The call blocks the thread as a network drive does that is gone. Calls without a path always wait. */
const CODE = `
  const { workerData } = require('node:worker_threads')
  const { syncBuiltinESMExports } = require('node:module')
  const { pathToFileURL } = require('node:url')
  const fs = require('node:fs')
  const cells = new Int32Array(workerData.memory)
  const { call } = workerData
  const real = fs[call]
  fs[call] = (file, ...more) => {
    const isThere = typeof file === 'number' || file.includes('slow-drive')
    if (isThere && Atomics.load(cells, ${AWAKE}) === 0) {
      Atomics.add(cells, ${WAITING}, 1)
      Atomics.wait(cells, ${AWAKE}, 0)
      Atomics.sub(cells, ${WAITING}, 1)
    }
    return real(file, ...more)
  }
  syncBuiltinESMExports()
  import(pathToFileURL(workerData.modulePath))
`

export function aSlowDrive(call: SlowCall = 'openSync'): SlowDrive {
  const memory = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)
  const cells = new Int32Array(memory)
  return {
    startThread: (modulePath) =>
      new Worker(CODE, {
        eval: true,
        trackUnmanagedFds: false,
        workerData: { memory, modulePath, call },
      }),
    waiting: () => Atomics.load(cells, WAITING),
    wake() {
      Atomics.store(cells, AWAKE, 1)
      Atomics.notify(cells, AWAKE)
    },
  }
}
