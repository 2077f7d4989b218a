import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'

/** The part of Electron's `shell` that hands files to other programs. */
export type LocalShell = {
  /** Resolves to what went wrong, in the system's words; '' when nothing did. */
  openPath(path: string): Promise<string>
  showItemInFolder(path: string): void
}

/** Hands files of this computer to other programs, and says why where that does not work. */
export type LocalOpener = {
  /** @throws AppError FILE_NOT_FOUND | FOLDER_NOT_FOUND | FILE_UNREADABLE | FILE_NOT_OPENED */
  open(path: string, kind?: 'file' | 'folder'): Promise<void>
  /** @throws AppError FILE_NOT_FOUND | FILE_UNREADABLE */
  showInFolder(path: string): Promise<void>
}

/** The shell itself tells a missing file from a missing program in no way, or says nothing at all. */
export function createLocalOpener(shell: LocalShell): LocalOpener {
  async function assertThere(path: string, kind: 'file' | 'folder'): Promise<void> {
    const missing = kind === 'file' ? 'FILE_NOT_FOUND' : 'FOLDER_NOT_FOUND'
    await stat(path).catch((thrown) => {
      throw fileError(thrown, { name: basename(path), missing })
    })
  }
  return {
    async open(path, kind = 'file') {
      await assertThere(path, kind)
      const problem = await shell.openPath(path)
      if (problem === '') return
      throw new AppError('FILE_NOT_OPENED', { name: basename(path) }, { retry: 'manual' })
    },
    async showInFolder(path) {
      await assertThere(path, 'file')
      shell.showItemInFolder(path)
    },
  }
}
