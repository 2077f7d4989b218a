import { z } from '../../shared/schema'
import type { Log } from '../app/log'
import { type JsonFile, loadOrSetAside } from '../files/json-file'
import { readAuthorities } from '../network/authorities'

/** A login as it lies in the file; `proxy` is whom it is for. */
export type StoredLogin = { readonly proxy: string; readonly ciphertext: string }

/** What main keeps for the network, as it lies in the file. */
export type NetworkRecords = {
  readonly login?: StoredLogin | undefined
  /** PEM, one certificate each. */
  readonly authorities: readonly string[]
}

const contentSchema = z.object({
  formatVersion: z.literal(1),
  login: z.object({ proxy: z.string(), ciphertext: z.string() }).optional(),
  authorities: z.array(z.string()),
})

/** The records in the file, read once and written whole at each change. */
export type NetworkFile = {
  get(): NetworkRecords
  /** When writing fails, nothing has changed. @throws AppError DISK_FULL | FOLDER_NOT_WRITABLE */
  change(change: Partial<NetworkRecords>): void
  /** New name of a file that was damaged at start and put aside. */
  readonly damagedFile: string | undefined
}

export function openNetworkFile(file: JsonFile, log: Log): NetworkFile {
  const loaded = loadOrSetAside(file, understand, log.warn)
  let records: NetworkRecords = loaded.value ?? { authorities: [] }
  const change = (changed: Partial<NetworkRecords>) => {
    const next = { ...records, ...changed }
    const { login, authorities } = next
    file.write({ formatVersion: 1, ...(login ? { login } : {}), authorities })
    records = next
  }
  if (loaded.damagedFile !== undefined && loaded.value) {
    // What could be saved of a damaged file goes into a new one at once, not at the next change.
    try {
      change({})
    } catch (error) {
      log.error('What was saved from a damaged file could not be written', error)
    }
  }
  return { get: () => records, change, damagedFile: loaded.damagedFile }
}

/** What of a file makes sense; certificates that can't be read any more are left out. */
function understand(value: unknown): { readonly value?: NetworkRecords; readonly whole: boolean } {
  const parsed = contentSchema.safeParse(value)
  if (!parsed.success) return { whole: false }
  const { login, authorities } = parsed.data
  const readable = authorities.filter(isOneAuthority)
  return { value: { login, authorities: readable }, whole: readable.length === authorities.length }
}

function isOneAuthority(pem: string): boolean {
  try {
    return readAuthorities(Buffer.from(pem)).length === 1
  } catch {
    return false
  }
}
