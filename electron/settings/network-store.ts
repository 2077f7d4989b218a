import { join } from 'node:path'
import ElectronStore from 'electron-store'
import { createStoreFile, type JsonFile } from '../files/json-file'

/**
 * `network.json` in `folder`, for its owner only: the proxy's login as ciphertext of the system's
 * keyring, and certificates. Imports Electron: only the app itself may import this file.
 */
export function createNetworkFile(folder: string, nowMs: () => number): JsonFile {
  return createStoreFile({
    path: join(folder, 'network.json'),
    open: () => new ElectronStore({ name: 'network', cwd: folder, configFileMode: 0o600 }),
    nowMs,
  })
}
