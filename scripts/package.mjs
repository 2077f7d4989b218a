import { argv } from 'node:process'
import { buildStep } from './lib/check-steps.mjs'
import { toolScript } from './lib/project.mjs'
import { Explained, main, runNode } from './lib/run.mjs'
import { prepareElectron } from './prepare-electron.mjs'

const FOLDER_ONLY = argv.includes('--dir')
/** For callers that have just built the app. */
const IS_BUILT = argv.includes('--built')

/** A program that a test can drive: Playwright talks to it through `--inspect`. Never released. */
const FOR_TESTS = process.env.OSS_COURIER_PACKAGE_FOR_TESTS === '1'

// `--dir` makes the packaged program as a folder in `dist/`, with the Electron that is here.
// Without it: the installers of this system, which are always made from the official Electron.
await main(async () => {
  const electron = await prepareElectron()
  if (!FOLDER_ONLY && electron.source === 'fallback') {
    throw new Explained(
      `A release is not made from Electron ${electron.version} of the npm registry: it is older, ` +
        'gets no security fixes, and its origin is checked for tests only. ' +
        'Make it where the official Electron can be downloaded, or use: npm run package:dir',
    )
  }
  if (!FOLDER_ONLY && FOR_TESTS) {
    throw new Explained('OSS_COURIER_PACKAGE_FOR_TESTS=1 opens a debugger; it needs --dir.')
  }
  const [, build] = buildStep
  if (!IS_BUILT && !(await build())) return 1
  const args = ['--publish', 'never']
  if (FOLDER_ONLY) {
    args.push('--dir', `--config.electronDist=${electron.distPath}`)
    args.push(`--config.electronVersion=${electron.version}`)
  }
  if (FOR_TESTS) args.push('--config.electronFuses.enableNodeCliInspectArguments=true')
  // Signing is done where the certificates are; without this, macOS would look for one.
  const env = FOLDER_ONLY ? { CSC_IDENTITY_AUTO_DISCOVERY: 'false' } : {}
  const { code } = await runNode(toolScript('electron-builder'), args, { env })
  return code
})
