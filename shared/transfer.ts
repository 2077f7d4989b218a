import { appErrorInfoSchema } from './errors'
import { z } from './schema'

export const DIRECTIONS = ['upload', 'download'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** How we know that the bytes are the right ones; `none` is said openly as "not verified". */
export const VERIFICATIONS = ['crc64', 'length', 'none'] as const
export type Verification = (typeof VERIFICATIONS)[number]

const bytes = z.number().int().nonnegative()
const epochMs = z.number().nonnegative()

/**
 * The life of one transfer. `queued` also waits between two attempts (then `lastError` and
 * `nextTryAtMs` say why and until when). `done`, `failed`, `cancelled` and `skipped` are ends.
 */
export const transferStateSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('queued'),
    attempts: z.number().int(),
    nextTryAtMs: epochMs.optional(),
    lastError: appErrorInfoSchema.optional(),
    /** Kept of an attempt that was stopped, and gone on with. */
    doneBytes: bytes.optional(),
  }),
  z.object({ status: z.literal('preparing'), attempts: z.number().int() }),
  z.object({
    status: z.literal('running'),
    attempts: z.number().int(),
    doneBytes: bytes,
    bytesPerSecond: z.number().nonnegative(),
  }),
  z.object({ status: z.literal('verifying'), attempts: z.number().int(), doneBytes: bytes }),
  z.object({
    status: z.literal('paused'),
    attempts: z.number().int(),
    doneBytes: bytes,
    /** Not by the person: the app ended while it was unfinished. */
    interrupted: z.literal(true).optional(),
  }),
  z.object({
    status: z.literal('done'),
    verification: z.enum(VERIFICATIONS),
    finishedAtMs: epochMs,
    durationMs: z.number().nonnegative(),
  }),
  z.object({
    status: z.literal('failed'),
    error: appErrorInfoSchema,
    attempts: z.number().int(),
    finishedAtMs: epochMs,
  }),
  z.object({ status: z.literal('cancelled'), finishedAtMs: epochMs }),
  z.object({
    status: z.literal('skipped'),
    reason: z.enum(['exists']),
    finishedAtMs: epochMs,
  }),
])
export type TransferState = z.infer<typeof transferStateSchema>
export type TransferStatus = TransferState['status']

/** How a pasted link is fetched: with a stored key, or as it is. */
export const LINK_KINDS = ['own-bucket', 'signed', 'foreign-oss', 'public'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/**
 * What a person should know of a row that goes on well, kept with it in history: the file (or the
 * object) had changed since an earlier attempt, whose bytes were of no more use.
 */
export const TRANSFER_NOTICES = ['source-changed', 'object-changed'] as const
export type TransferNotice = (typeof TRANSFER_NOTICES)[number]

/** One line of the queue as the page sees it: names and sizes, no path, no signature. */
export const transferRowSchema = z.object({
  id: z.string(),
  direction: z.enum(DIRECTIONS),
  /** Files added by one drop or one paste; links are copied per batch, in `order`. */
  batchId: z.string(),
  order: z.number().int().nonnegative(),
  /** Upload: the source file's name. Download: the local name, once it is known. */
  name: z.string(),
  /** Upload: folder below the drop, '' for none. Download: the link without query and credentials. */
  source: z.string(),
  sizeBytes: bytes.optional(),
  contentType: z.string().optional(),
  addedAtMs: epochMs,
  connectionId: z.string().optional(),
  bucket: z.string().optional(),
  objectKey: z.string().optional(),
  linkKind: z.enum(LINK_KINDS).optional(),
  validitySeconds: z.number().int().positive().optional(),
  notice: z.enum(TRANSFER_NOTICES).optional(),
  state: transferStateSchema,
})
export type TransferRow = z.infer<typeof transferRowSchema>

/** Changes since the revision before: a gap in `revision` means "follow anew". */
export const transferPatchSchema = z.object({
  revision: z.number().int(),
  upserted: z.array(transferRowSchema),
  /** State alone, for rows whose other fields did not change: most of the traffic. */
  states: z.array(z.object({ id: z.string(), state: transferStateSchema })),
  removed: z.array(z.string()),
})
export type TransferPatch = z.infer<typeof transferPatchSchema>

export { canCancel, canPause, canRetry, doneBytesOf, isActive, isTerminal } from './transfer-rules'
