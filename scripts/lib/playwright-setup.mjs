import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareElectron } from '../prepare-electron.mjs'
import { buildStep } from './check-steps.mjs'
import { projectRoot } from './project.mjs'

/** So that a bare `npx playwright test` works too: names the Electron, and builds a missing app. */
export default async function setUp() {
  // Silent when a script of ours started Playwright: it has said already which one is used.
  const quiet = process.env.OSS_COURIER_ELECTRON_SOURCE ? { log: () => {} } : {}
  const { env } = await prepareElectron(quiet)
  Object.assign(process.env, env)
  if (!existsSync(join(projectRoot, 'out', 'main', 'main.js'))) {
    const [, build] = buildStep
    if (!(await build())) throw new Error('The app can not be built.')
  }
}
