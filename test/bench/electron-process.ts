import { spawn } from 'node:child_process'
import { hasKeyring, keyringArgs } from '../support/keyring'
import { QUIET_CHROMIUM } from '../support/quiet-chromium'

/** The Electron that `scripts/bench.mjs` has prepared. */
export function electronPath(): string {
  const path = process.env.ELECTRON_EXEC_PATH
  if (!path) throw new Error('ELECTRON_EXEC_PATH is not set. Start with: npm run bench')
  return path
}

/** Switches that every Electron of the benchmark gets. */
export function electronArgs(userData: string): readonly string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    ...QUIET_CHROMIUM,
    ...keyringArgs(hasKeyring()),
    `--user-data-dir=${userData}`,
  ]
}

/** Runs a program to its end. @returns its exit code and all that it printed */
export function runToEnd(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, printed }))
  })
}
