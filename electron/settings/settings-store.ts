import { join } from 'node:path'
import ElectronStore from 'electron-store'
import { createStoreFile, type JsonFile } from '../files/json-file'

/** `settings.json` in `folder`. Imports Electron: only the app itself may import this file. */
export function createSettingsFile(folder: string, nowMs: () => number): JsonFile {
  return createStoreFile({
    path: join(folder, 'settings.json'),
    open: () => new ElectronStore({ name: 'settings', cwd: folder, configFileMode: 0o600 }),
    nowMs,
  })
}
