import { dirname, join } from 'node:path'

/** A program of the benchmark: all are built into the folder of the one that was started. */
export function builtProgram(name: string): string {
  return join(dirname(process.argv[1] ?? ''), name)
}

/** The folder that is started as an app by Electron. */
export function builtApp(): string {
  return dirname(process.argv[1] ?? '')
}
