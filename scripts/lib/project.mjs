import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository's root, wherever a script is started from. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** True where Electron refuses to start without `--no-sandbox`: root on Linux (CI, containers). */
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/**
 * Folder for files that outlive `node_modules` (the downloaded Electron).
 * @returns an absolute path; it may not exist yet
 */
export function cacheFolder() {
  const home = homedir()
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'oss-courier')
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'oss-courier')
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'oss-courier', 'cache')
  }
  return join(home, '.cache', 'oss-courier')
}

/**
 * The JavaScript file behind a command of an installed package, so that it can be run with
 * `process.execPath` on every system (the `.cmd` files of Windows need a shell, this does not).
 * @param packageName for example `vitest`
 * @param command its name in the package's `bin`; by default the package's own name
 */
export function toolScript(packageName, command = packageName.split('/').pop()) {
  const folder = join(projectRoot, 'node_modules', packageName)
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) {
    throw new Error(`${packageName} is not installed. Run: npm install`)
  }
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}
