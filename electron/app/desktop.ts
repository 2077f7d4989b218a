import { homedir } from 'node:os'
import { basename } from 'node:path'
import { type BrowserWindow, clipboard, dialog, shell } from 'electron'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import { readSmallFile } from '../files/read-small-file'
import { MAX_CERTIFICATE_FILE_BYTES } from '../network/authorities'
import { displayPath } from './display-path'
import { createLocalOpener } from './open-local'

/** The desktop around the window: dialogs, clipboard, other programs. */
export type Desktop = {
  pickPaths(kind: 'files' | 'folder'): Promise<readonly string[]>
  chooseFolder(): Promise<string | undefined>
  /** A certificate file that the person picks. @throws AppError FILE_UNREADABLE */
  readCertificateFile(): Promise<Buffer | undefined>
  /** Opens a file with the program that is in charge of it. @throws AppError as `LocalOpener.open` */
  openFile(path: string): Promise<void>
  /** Opens a folder in the file manager. @throws AppError as `LocalOpener.open` */
  openFolder(path: string): Promise<void>
  /** @throws AppError FILE_NOT_FOUND */
  showInFolder(path: string): Promise<void>
  /** Opens a link in the browser; http and https only. */
  openExternal(url: string): Promise<void>
  writeClipboard(text: string): Promise<void>
  readClipboard(): Promise<string>
  displayPath(path: string): string
}

/** @param window the dialogs' parent, so that they block it and not the whole screen */
export function createDesktop(window: () => BrowserWindow | undefined): Desktop {
  const opener = createLocalOpener(shell)

  async function pick(
    properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[],
  ) {
    const parent = window()
    const chosen = parent
      ? await dialog.showOpenDialog(parent, { properties })
      : await dialog.showOpenDialog({ properties })
    return chosen.canceled ? [] : chosen.filePaths
  }

  return {
    pickPaths: (kind) =>
      pick(
        kind === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'multiSelections'],
      ),
    chooseFolder: async () => (await pick(['openDirectory', 'createDirectory']))[0],
    async readCertificateFile() {
      const [path] = await pick(['openFile'])
      if (path === undefined) return undefined
      try {
        return await readSmallFile(path, MAX_CERTIFICATE_FILE_BYTES)
      } catch (thrown) {
        throw fileError(thrown, { name: basename(path) })
      }
    },
    openFile: (path) => opener.open(path),
    openFolder: (path) => opener.open(path, 'folder'),
    showInFolder: (path) => opener.showInFolder(path),
    async openExternal(url) {
      if (!/^https?:\/\//.test(url)) throw new AppError('INVALID_REQUEST')
      await shell.openExternal(url)
    },
    // Asynchronous since Electron 45, synchronous before: `async` takes both.
    async writeClipboard(text) {
      await clipboard.writeText(text)
    },
    readClipboard: async () => clipboard.readText(),
    displayPath: (path) => displayPath(path, homedir()),
  }
}
