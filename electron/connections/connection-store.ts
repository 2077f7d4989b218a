import { join } from 'node:path'
import ElectronStore from 'electron-store'
import { createStoreFile, type JsonFile } from '../files/json-file'

/**
 * `connections.json` in `folder`, for its owner only. Secrets in it are ciphertext of the system's
 * keyring; electron-store's own `encryptionKey` stays unused, since it lies in the program.
 * Imports Electron: only the app itself may import this file.
 */
export function createConnectionFile(folder: string, nowMs: () => number): JsonFile {
  return createStoreFile({
    path: join(folder, 'connections.json'),
    open: () => new ElectronStore({ name: 'connections', cwd: folder, configFileMode: 0o600 }),
    nowMs,
  })
}
