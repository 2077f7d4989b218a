import { isRoot, toolScript } from './lib/project.mjs'
import { main, runNode } from './lib/run.mjs'
import { ensureSystemLibraries } from './lib/system-libraries.mjs'
import { prepareElectron } from './prepare-electron.mjs'

// The app with live reload of the page: electron-vite's dev server with the Electron found here.
await main(async () => {
  const electron = await prepareElectron()
  await ensureSystemLibraries(electron.executablePath, { need: 'window' })
  const args = ['dev', ...(isRoot ? ['--noSandbox'] : []), ...process.argv.slice(2)]
  const { code } = await runNode(toolScript('electron-vite'), args, { env: electron.env })
  return code
})
