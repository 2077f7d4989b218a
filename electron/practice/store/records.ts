import { z } from '../../../shared/schema'

/** A file in the content pool. An object has one, or one for each part that it was made of. */
const segmentSchema = z.object({ id: z.string(), sizeBytes: z.number() })
export type Segment = z.infer<typeof segmentSchema>

/** Headers that come back as they were sent: Content-Type, Cache-Control, x-oss-meta-*, ... */
const keptHeadersSchema = z.record(z.string(), z.string())
export type KeptHeaders = z.infer<typeof keptHeadersSchema>

const objectSchema = z.object({
  key: z.string(),
  segments: z.array(segmentSchema),
  sizeBytes: z.number(),
  /** Upper-case hex, without quotes. */
  etag: z.string(),
  /** Unsigned decimal. */
  crc64: z.string(),
  type: z.enum(['Normal', 'Multipart']),
  headers: keptHeadersSchema,
  modifiedMs: z.number(),
})
export type ObjectRecord = z.infer<typeof objectSchema>

const partSchema = z.object({
  number: z.number(),
  segment: segmentSchema,
  etag: z.string(),
  crc64: z.string(),
  modifiedMs: z.number(),
})
export type PartRecord = z.infer<typeof partSchema>

const uploadSchema = z.object({
  uploadId: z.string(),
  key: z.string(),
  headers: keptHeadersSchema,
  forbidOverwrite: z.boolean(),
  initiatedMs: z.number(),
})
/** A multipart upload that was begun. */
export type UploadRecord = z.infer<typeof uploadSchema>

const eventSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), object: objectSchema, uploadId: z.string().optional() }),
  z.object({ op: z.literal('delete'), key: z.string() }),
  z.object({ op: z.literal('start'), upload: uploadSchema }),
  z.object({ op: z.literal('part'), uploadId: z.string(), part: partSchema }),
  z.object({ op: z.literal('abort'), uploadId: z.string() }),
])
/** One line of a bucket's journal. `put` with an `uploadId` also ends that upload. */
export type StoreEvent = z.infer<typeof eventSchema>

/**
 * Reads a line of the journal.
 * @returns undefined for a line that is damaged or cut off
 */
export function parseStoreEvent(line: string): StoreEvent | undefined {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
