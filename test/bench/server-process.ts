import { fork } from 'node:child_process'
import { builtProgram } from './build-folder'
import type { BenchTarget } from './job'

/** The practice server in a plain Node process of its own. */
export type ServerProcess = {
  readonly target: BenchTarget
  /** CPU seconds that it has used so far. */
  cpuSeconds(): Promise<number>
  stop(): Promise<void>
}

/** @param options.discard bodies are hashed and forgotten; reads answer zero bytes */
export async function startServerProcess(
  folder: string,
  options: { readonly discard?: boolean } = {},
): Promise<ServerProcess> {
  const args = [folder, ...(options.discard ? ['--discard'] : [])]
  const child = fork(builtProgram('server.js'), args)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const target = await new Promise<BenchTarget>((resolve, reject) => {
    child.once('message', (message) => resolve(message as BenchTarget))
    child.once('exit', (code) => reject(new Error(`The practice server ended with ${code}`)))
  })
  return {
    target,
    cpuSeconds: () =>
      new Promise((resolve) => {
        child.once('message', (seconds) => resolve(Number(seconds)))
        child.send('cpu')
      }),
    stop() {
      if (child.connected) child.disconnect()
      return ended
    },
  }
}
