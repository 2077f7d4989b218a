import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { runInVirtualDesktop } from './lib/display.mjs'
import { projectRoot, toolScript } from './lib/project.mjs'
import { main, runNode } from './lib/run.mjs'
import { ensureSystemLibraries } from './lib/system-libraries.mjs'
import { prepareElectron } from './prepare-electron.mjs'

/** Where the programs of the benchmark are built: an app of its own for Electron. */
const buildFolder = join(projectRoot, '.cache', 'bench', 'build')

/** Builds what `electron.vite.bench.config.ts` names. */
async function build() {
  const args = ['build', '-c', 'electron.vite.bench.config.ts', '--logLevel', 'error']
  const { code } = await runNode(toolScript('electron-vite'), args)
  mkdirSync(buildFolder, { recursive: true })
  const manifest = { name: 'oss-courier-bench', type: 'module', main: 'main.js' }
  writeFileSync(join(buildFolder, 'package.json'), JSON.stringify(manifest))
  return code === 0
}

// Measures the transfer engine in real Electron beside curl and plain ali-oss; `--help` lists the options.
await main(async () => {
  const electron = await prepareElectron()
  await ensureSystemLibraries(electron.executablePath, { need: 'tests' })
  if (!(await build())) return 1
  const args = [join(buildFolder, 'run.js'), ...argv.slice(2)]
  const env = { ...electron.env, OSS_COURIER_ELECTRON_VERSION: electron.version }
  const { code } = await runInVirtualDesktop(process.execPath, args, { env })
  return code
})
