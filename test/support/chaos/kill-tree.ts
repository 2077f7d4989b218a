import { type ChildProcess, spawnSync } from 'node:child_process'

/**
 * Ends an app and all its helpers at this very moment, as a power cut would: nobody gets to say
 * another word to disk or server. Playwright starts Electron as the leader of a group of its own.
 */
export function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) throw new Error('The app has no process')
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'])
  else process.kill(-pid, 'SIGKILL')
}

/** Resolves when a process has ended and its locks are free. */
export function hasEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((ended) => child.once('exit', () => ended()))
}
