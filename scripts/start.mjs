import { existsSync, readFileSync } from 'node:fs'
import { buildStep } from './lib/check-steps.mjs'
import { hasDisplay } from './lib/display.mjs'
import { isRoot, projectRoot } from './lib/project.mjs'
import { main, run } from './lib/run.mjs'
import { ensureSystemLibraries } from './lib/system-libraries.mjs'
import { prepareElectron } from './prepare-electron.mjs'
import { runTour } from './tour.mjs'

/** Ubuntu 24.04 and later keep programs outside the system's folders from building a sandbox. */
const USERNS_RULE = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'

function sandboxHint() {
  if (isRoot || !existsSync(USERNS_RULE)) return undefined
  if (readFileSync(USERNS_RULE, 'utf8').trim() !== '1') return undefined
  return [
    'If the line above speaks of the sandbox: this system forbids it to programs in home folders.',
    'To allow it until the next start of the machine:',
    '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  ].join('\n')
}

// Builds the app and opens its window; without a screen, shows the guided tour instead.
await main(async () => {
  if (!hasDisplay()) {
    console.log('There is no display here, so this is the guided tour in a virtual one.')
    return runTour()
  }
  const electron = await prepareElectron()
  await ensureSystemLibraries(electron.executablePath, { need: 'window' })
  const [, build] = buildStep
  if (!(await build())) return 1
  const args = [projectRoot, ...(isRoot ? ['--no-sandbox'] : []), ...process.argv.slice(2)]
  const { code } = await run(electron.executablePath, args, { env: electron.env })
  const hint = code === 0 ? undefined : sandboxHint()
  if (hint) console.error(hint)
  return code
})
