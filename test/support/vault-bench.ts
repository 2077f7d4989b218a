import { expect } from 'vitest'
import { createVault, type Vault } from '../../electron/connections/vault'
import { type MemoryJsonFile, memoryJsonFile } from './memory-json-file'
import { recordingLog } from './recording-log'
import { type ToyKeyring, toyKeyring } from './toy-keyring'

/** What outlives the app: its file, the keyring, and here the log. */
export type VaultBench = {
  file: MemoryJsonFile
  keyring: ToyKeyring
  log: ReturnType<typeof recordingLog>
}

/** @param text of the connection file; none at first start */
export const vaultBench = (text?: string): VaultBench => ({
  file: memoryJsonFile(text),
  keyring: toyKeyring(),
  log: recordingLog(),
})

let idCount = 0
/** Starts the app's vault; called again on the same bench it is a restart. */
export const startVault = ({ file, keyring, log }: VaultBench): Vault =>
  createVault({ file, cipher: keyring, log, newId: () => `id-${++idCount}` })

/** What main gets to use. */
export const secretOf = (vault: Vault, id: string) =>
  vault.withSecret(id, async ({ secret }) => secret)
/** An `AppError` with this code, and these params among others. */
export const failure = (code: string, params?: Record<string, unknown>) =>
  expect.objectContaining({
    info: expect.objectContaining({
      code,
      ...(params ? { params: expect.objectContaining(params) } : {}),
    }),
  })
