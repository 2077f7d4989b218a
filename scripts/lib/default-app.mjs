import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'

/**
 * What a bare `electron <folder>` runs when the binary brings no default app of its own. It reads
 * the folder from the arguments and becomes that app. It must be an ES module that ends in an
 * awaited import: Electron holds back `ready` until that settles, so that schemes can still be
 * registered in time.
 */
const SOURCE = `import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (given === undefined) {
  console.error('Usage: electron <folder of an app>')
  process.exit(1)
}
const target = resolve(given)
const isFolder = statSync(target).isDirectory()
const folder = isFolder ? target : dirname(target)
const manifest = isFolder ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name)
if (manifest.version) app.setVersion(manifest.version)
app.setAppPath(folder)
try {
  await import(pathToFileURL(isFolder ? join(folder, manifest.main ?? 'index.js') : target).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}
`

/** Packs the default app into `<distPath>/resources/default_app.asar`. */
export async function packDefaultApp(distPath) {
  const folder = join(distPath, 'resources', 'default_app')
  mkdirSync(folder, { recursive: true })
  const manifest = { name: 'default-app', type: 'module', main: 'main.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'main.js'), SOURCE)
  await createPackage(folder, join(distPath, 'resources', 'default_app.asar'))
  rmSync(folder, { recursive: true })
}
