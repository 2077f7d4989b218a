import { mkdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { requireFromElectron } from './official-electron.mjs'
import { Explained, run } from './run.mjs'

/**
 * Unpacks a zip with its file modes: with the extractor that `electron` itself depends on, else
 * with the `unzip` program.
 * @param folder absolute; made if missing
 */
export async function unzip(zipPath, folder) {
  mkdirSync(folder, { recursive: true })
  try {
    const file = requireFromElectron.resolve('@electron-internal/extract-zip')
    const { extract } = await import(pathToFileURL(file).href)
    await extract(zipPath, { dir: folder })
    return
  } catch (error) {
    // A native module: it may not load on an old C library. The program below needs no such thing.
    const { code } = await run('unzip', ['-q', '-o', zipPath, '-d', folder], { capture: true })
    if (code !== 0) {
      throw new Explained(`Can't unpack ${zipPath}: ${error.message}. Install unzip and try again.`)
    }
  }
}
