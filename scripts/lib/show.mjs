import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { prepareElectron } from '../prepare-electron.mjs'
import { buildStep } from './check-steps.mjs'
import { runInVirtualDesktop } from './display.mjs'
import { projectRoot, toolScript } from './project.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'

/**
 * Builds the app and plays one of the scripts that show it (`test/tour`, `test/pictures`) in real
 * Electron, in a virtual display with a keyring of its own. Their steps and closing summary are
 * printed by `step-reporter.mjs`.
 * @param project `tour` or `pictures`: a project of `playwright.show.config.ts`
 * @param folder where pictures go; pictures of an earlier run are deleted first; relative to the current folder
 * @returns the exit code: not 0 when any step failed
 */
export async function show(project, folder) {
  const electron = await prepareElectron()
  await ensureSystemLibraries(electron.executablePath, { need: 'tests' })
  console.log('Building the app ...')
  const [, build] = buildStep
  if (!(await build())) return 1
  const pictures = resolve(folder)
  clearPictures(pictures)
  const config = join(projectRoot, 'playwright.show.config.ts')
  const args = [toolScript('@playwright/test', 'playwright'), 'test', '-c', config]
  const env = { ...electron.env, OSS_COURIER_PICTURES: pictures }
  const { code } = await runInVirtualDesktop(process.execPath, [...args, `--project=${project}`], {
    env,
  })
  return code
}

/** Only pictures: the folder may be one that holds other things. */
function clearPictures(folder) {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder, { recursive: true })) {
    if (name.endsWith('.png')) rmSync(join(folder, name), { force: true })
  }
}
