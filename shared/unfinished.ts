import { appErrorInfoSchema } from './errors'
import { z } from './schema'

const bytes = z.number().int().nonnegative()

/** Whether the file that an upload was begun with can still be sent. */
export const SOURCE_STATES = ['there', 'changed', 'missing'] as const

/**
 * An upload in parts that this app began and that was neither completed nor ended: its parts lie on
 * the server, and are billed, until somebody does one or the other.
 */
export const unfinishedUploadSchema = z.object({
  uploadId: z.string(),
  name: z.string(),
  objectKey: z.string(),
  sizeBytes: bytes,
  /** What lies on the server; absent where the key may not ask. */
  sentBytes: bytes.optional(),
  beganAtMs: z.number().nonnegative(),
  source: z.enum(SOURCE_STATES),
})
export type UnfinishedUpload = z.infer<typeof unfinishedUploadSchema>

/** What is unfinished in the bucket of one connection. */
export const unfinishedSchema = z.object({
  /** The newest first. Uploads that wait or run in the queue are not among them. */
  uploads: z.array(unfinishedUploadSchema),
  /** How many were begun by other programs; absent where the key may not list. */
  byOthers: z.number().int().nonnegative().optional(),
})
export type Unfinished = z.infer<typeof unfinishedSchema>

/** How many uploads were ended, and why the others could not be. */
export const removedUnfinishedSchema = z.object({
  removed: z.number().int().nonnegative(),
  error: appErrorInfoSchema.optional(),
})
