import { z } from './schema'

const bytes = z.number().int().nonnegative()
const epochMs = z.number().nonnegative()
/** Names one notice for as long as it is shown. */
const key = z.string().min(1).max(400)
/** Rows that wait for the same thing. */
const waiting = z.number().int().positive()

/**
 * What the whole window is told until it is over: a hold (rows wait, and nothing has failed), or
 * something the app found out and the person may act on. One sentence on the page for each.
 */
export const noticeSchema = z.discriminatedUnion('about', [
  /** This computer's clock is wrong; above 0 it is behind. Transfers use the server's time. */
  z.object({ about: z.literal('clock'), key, minutesBehind: z.number().int() }),
  /**
   * Held: a temporary key has expired or is refused, or a secret is not there any more. `toEnd` are
   * cancelled uploads that are still on the server for that reason; `waiting` may then be 0.
   */
  z.object({
    about: z.literal('token'),
    key,
    waiting: z.number().int().nonnegative(),
    toEnd: z.number().int().nonnegative(),
    problem: z.enum(['expired', 'refused', 'missing']),
    connectionId: z.string(),
    label: z.string(),
  }),
  /** Held: a disk has no room. `folder` is for display only, `neededBytes` what the next row needs. */
  z.object({
    about: z.literal('disk'),
    key,
    waiting,
    folder: z.string(),
    neededBytes: bytes.optional(),
    freeBytes: bytes.optional(),
  }),
  /** Held: the app can't write down what it does. */
  z.object({ about: z.literal('journal'), key, waiting }),
  /** Held: this computer has no network. */
  z.object({ about: z.literal('offline'), key, waiting }),
  /** Held: a host does not answer; one row tries at a time. */
  z.object({ about: z.literal('host'), key, waiting, host: z.string(), nextTryAtMs: epochMs }),
  /** The service named another endpoint, which works; it is used until the app quits. */
  z.object({
    about: z.literal('endpoint'),
    key,
    connectionId: z.string(),
    label: z.string(),
    endpoint: z.string(),
  }),
  /** Uploads that lie unfinished on a server for more than a day. */
  z.object({ about: z.literal('unfinished'), key, count: z.number().int().positive() }),
])
export type Notice = z.infer<typeof noticeSchema>
