import { appErrorInfoSchema } from './errors'
import { z } from './schema'

/** Local date and time, fixed at the moment of adding, so that the preview is the final key. */
export const localTimeSchema = z.object({
  year: z.number().int(),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  hour: z.number().int().min(0).max(23),
  minute: z.number().int().min(0).max(59),
  second: z.number().int().min(0).max(59),
  millisecond: z.number().int().min(0).max(999),
})

/** A file that was dropped or picked and waits for "Upload". */
export const stagedFileSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  /** Folders below the drop, joined with '/'; '' for a file dropped by itself. */
  relativeFolder: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  /** Extension found from the bytes when the name has none, without dot. */
  recognizedExtension: z.string().optional(),
  addedAt: localTimeSchema,
})
export type StagedFile = z.infer<typeof stagedFileSchema>

/** How many staged files the page is shown; the rest is counted. */
export const STAGED_PREVIEW_LIMIT = 500

/** What is waiting for "Upload": the first files in drop order, and totals of all of them. */
export const stagingSchema = z.object({
  files: z.array(stagedFileSchema),
  totalFiles: z.number().int(),
  totalBytes: z.number(),
  /** True while dropped folders are still being walked. */
  walking: z.boolean(),
  /** Files and folders that can't be read, each with its reason; the rest goes on. */
  problems: z.array(z.object({ name: z.string(), error: appErrorInfoSchema })),
  /** Hidden and system files left out by rule (`.DS_Store`, `Thumbs.db`, links). */
  leftOut: z.number().int(),
  /** Files of uploads that were started and are still being put into the queue. */
  adding: z
    .object({
      added: z.number().int(),
      found: z.number().int(),
      /** True while their folders are still being walked: `found` grows. */
      walking: z.boolean(),
    })
    .nullable(),
})
export type Staging = z.infer<typeof stagingSchema>

/** What has changed: numbers always, a list only when it is another one than before. */
export const stagingChangeSchema = stagingSchema.partial({ files: true, problems: true })
export type StagingChange = z.infer<typeof stagingChangeSchema>

export const EMPTY_STAGING: Staging = {
  files: [],
  totalFiles: 0,
  totalBytes: 0,
  walking: false,
  problems: [],
  leftOut: 0,
  adding: null,
}
