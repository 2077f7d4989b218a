import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const MAIN = pathToFileURL(join(import.meta.dirname, '..', '..', 'out', 'main', 'main.js')).href

/** What is said at the start may come before a test can reach the app: it is noted from inside. */
const LISTEN = `import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { dialog } from 'electron'
globalThis.askedInDialogs = []
dialog.showMessageBox = async (...args) => {
  const { message, detail = '' } = args.at(-1)
  globalThis.askedInDialogs.push((message + ' ' + detail).trim())
  appendFileSync(join(import.meta.dirname, 'heard.txt'), message + ' ' + detail + '\\n')
  // No person answers a second time within a quarter of one.
  await new Promise((resolve) => setTimeout(resolve, 250))
  return { response: 0, checkboxChecked: false }
}
`

/**
 * The built app, with ears of ours before it: for `appFolder` of `launchApp`, whose `asked` then
 * tells what native dialogs say from the first moment on.
 * @param folder where it may be written
 */
export async function appThatListens(folder: string): Promise<string> {
  const app = join(folder, 'listening-app')
  await mkdir(app, { recursive: true })
  const manifest = { name: 'oss-courier', version: '0.0.0', type: 'module', main: 'main.js' }
  await writeFile(join(app, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(app, 'listen.js'), LISTEN)
  await writeFile(join(app, 'main.js'), `import './listen.js'\nimport ${JSON.stringify(MAIN)}\n`)
  return app
}

/** What native dialogs have said so far, also before there is a window. @param appFolder as above */
export async function heardBy(appFolder: string): Promise<string> {
  return readFile(join(appFolder, 'heard.txt'), 'utf8').catch(() => '')
}
