import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Builds the app as it is shipped, into `out/`. @throws when it can't be built */
export function buildApp(projectRoot: string): void {
  const script = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status } = spawnSync(process.execPath, [script, 'build', '--logLevel', 'warn'], {
    cwd: projectRoot,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The app can not be built')
}
