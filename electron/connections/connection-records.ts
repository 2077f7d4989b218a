import {
  type ConnectionSecret,
  type ConnectionSummary,
  connectionFieldsSchema,
  connectionSecretSchema,
  PROTECTIONS,
} from '../../shared/connection'
import { z } from '../../shared/schema'

/** One connection as it lies in the file: no secret but as ciphertext. */
const recordSchema = z.object({
  id: z.string().min(1).max(60),
  isPractice: z.boolean(),
  fields: connectionFieldsSchema,
  keyIdHint: z.string().max(20),
  hasStsToken: z.boolean(),
  protection: z.enum(PROTECTIONS),
  /** Base64 of what the keyring's key made of the secret; absent for `session`. */
  ciphertext: z.string().optional(),
})
export type ConnectionRecord = z.infer<typeof recordSchema>

export type ConnectionRecords = {
  readonly activeId?: string
  readonly connections: readonly ConnectionRecord[]
}

const fileSchema = z.object({
  formatVersion: z.literal(1),
  activeId: z.string().optional(),
  connections: z.array(z.unknown()),
})

/** The connections in a file's content that make sense, and whether that is all of it. */
export function understandRecords(content: unknown): {
  readonly value?: ConnectionRecords
  readonly whole: boolean
} {
  const file = fileSchema.safeParse(content)
  if (!file.success) return { whole: false }
  const byId = new Map<string, ConnectionRecord>()
  for (const item of file.data.connections) {
    const record = recordSchema.safeParse(item)
    if (record.success && !byId.has(record.data.id)) byId.set(record.data.id, record.data)
  }
  const connections = [...byId.values()]
  const { activeId } = file.data
  const isActiveThere = activeId !== undefined && byId.has(activeId)
  const value = { connections, ...(isActiveThere ? { activeId } : {}) }
  return { value, whole: connections.length === file.data.connections.length }
}

/** What is written. */
export function contentOf(records: ConnectionRecords): Record<string, unknown> {
  return { formatVersion: 1, ...records }
}

/** What the page may know of a record. */
export function summaryOf(record: ConnectionRecord, hasSecret: boolean): ConnectionSummary {
  const { id, fields, keyIdHint, hasStsToken, protection, isPractice } = record
  return { ...fields, id, keyIdHint, hasStsToken, protection, hasSecret, isPractice }
}

/** `LTAI…wxyz`; of a short id less, so that the hint never is the id. */
export function keyIdHintOf(keyId: string): string {
  const shown = keyId.length >= 12 ? 4 : Math.floor(keyId.length / 4)
  return `${keyId.slice(0, shown)}…${shown === 0 ? '' : keyId.slice(-shown)}`
}

/** The text that is encrypted. */
export function secretText(secret: ConnectionSecret): string {
  return JSON.stringify(secret)
}

/**
 * The secret in a decrypted text, or undefined. Never throws: the message of a JSON error would
 * quote what it failed on.
 */
export function parseSecretText(text: string): ConnectionSecret | undefined {
  try {
    const parsed = connectionSecretSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
