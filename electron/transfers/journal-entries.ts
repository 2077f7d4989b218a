import { z } from '../../shared/schema'
import { CONFLICT_POLICIES } from '../../shared/settings'
import { type TransferRow, transferRowSchema } from '../../shared/transfer'
import { AppError } from '../errors/app-error'
import type { SentPart } from './checkpoint'
import type { KeptSlot } from './download-slots'
import { type DownloadTask, type Job, keptBytes, type Task, type UploadTask } from './job'
import { jobKeyOf, partKeyOf } from './journal-keys'
import { leanJob } from './lean-job'
import { createSliceClock } from './slices'
import { transition } from './transition'

export type JournalEntry =
  | { readonly type: 'put'; readonly key: string; readonly value: string }
  | { readonly type: 'del'; readonly key: string }

/** Opens a link that was locked away with the system's keyring; undefined when that is gone. */
export type Unseal = (sealed: string) => Promise<string | undefined>

/** One part of an upload or one slot of a download; a changed one is a new object. */
type JournaledPart = SentPart | KeptSlot

/** Parts or slots of a job, by number, while it is under way; undefined when it has none (any more). */
export function partsOf({ row, task }: Job): ReadonlyMap<number, JournaledPart> | undefined {
  if (row.state.status === 'done') return undefined
  return task.direction === 'upload' ? task.multipart?.parts : task.part?.slots?.slots
}

/** What a part belongs to: a later upload of the same job has other parts. */
export function ownerOf(task: Task): string {
  if (task.direction === 'upload') return task.multipart?.uploadId ?? ''
  return `${task.part?.name} ${task.part?.validator}`
}

/** What is written of a job: itself without parts and signatures. */
export function entryOf({ row, task }: Job): JournalEntry {
  return {
    type: 'put',
    key: jobKeyOf(row),
    value: JSON.stringify({ row, task: writable(task) }),
  }
}

/** What is written of one of its parts. */
export function partEntryOf({ row, task }: Job, number: number, part: object): JournalEntry {
  return {
    type: 'put',
    key: partKeyOf(row.id, number),
    value: JSON.stringify({ ...part, of: ownerOf(task) }),
  }
}

/** A query may carry a signature or a token: such a link is written sealed or not at all. */
function writable(task: Task): unknown {
  if (task.direction === 'upload') {
    const { multipart, ...rest } = task
    return { ...rest, ...(multipart ? { multipart: { ...multipart, parts: undefined } } : {}) }
  }
  const { url, part, ...rest } = task
  const { slots: _written, ...layout } = part?.slots ?? {}
  const lean = part && { ...part, ...(part.slots ? { slots: layout } : {}) }
  return { ...rest, ...(lean ? { part: lean } : {}), ...(hasSecretPart(url) ? {} : { url }) }
}

/** Whether a link says more than where something is. */
export function hasSecretPart(url: string): boolean {
  return /[?#]/.test(url)
}

const journaledPartSchema = z.union([
  z.object({ etag: z.string(), crc64: z.string(), sizeBytes: z.number(), of: z.string() }),
  z.object({ haveBytes: z.number(), crc64: z.string(), of: z.string() }),
])
type WrittenPart = z.infer<typeof journaledPartSchema>
const multipartSchema = z.object({
  uploadId: z.string(),
  key: z.string(),
  partSizeBytes: z.number().int().positive(),
  source: z.object({ sizeBytes: z.number(), mtimeMs: z.number(), inode: z.number() }),
})
const uploadSchema = z.object({
  direction: z.literal('upload'),
  path: z.string(),
  connectionId: z.string(),
  plannedKey: z.string(),
  namingProblem: z.string().optional(),
  conflict: z.enum(CONFLICT_POLICIES),
  sentKey: z.string().optional(),
  multipart: multipartSchema.optional(),
  initiating: z.object({ key: z.string(), sinceMs: z.number() }).optional(),
  damaged: z.object({ key: z.string(), etag: z.string() }).optional(),
})
const downloadSchema = z.object({
  direction: z.literal('download'),
  url: z.string().optional(),
  sealedUrl: z.string().optional(),
  folder: z.string(),
  conflict: z.enum(CONFLICT_POLICIES),
  signed: z
    .object({
      connectionId: z.string(),
      bucket: z.string(),
      key: z.string(),
      region: z.string().optional(),
      foreign: z.boolean(),
    })
    .optional(),
  savedPath: z.string().optional(),
  part: z
    .object({
      name: z.string(),
      validator: z.string(),
      fileId: z.string().optional(),
      crc64: z.string().optional(),
      slots: z.object({ sizeBytes: z.number(), slotBytes: z.number().int().positive() }).optional(),
    })
    .optional(),
})
const jobSchema = z.object({
  row: transferRowSchema,
  task: z.discriminatedUnion('direction', [uploadSchema, downloadSchema]),
})

/** Entries of the journal as they lie on disk. */
export type RawEntries = AsyncIterable<readonly [key: string, value: string]>

/**
 * Makes jobs of entries, a few milliseconds' worth at a time: the reader gives the event loop its
 * turn between. Whatever makes no sense is told and left alone.
 * @param parts read first, and kept: few uploads are under way at a time, however long the queue
 */
export async function* jobSlicesOf(
  entries: { readonly parts: RawEntries; readonly jobs: RawEntries },
  unseal: Unseal,
  tellUnreadable: (key: string) => void,
): AsyncGenerator<readonly Job[]> {
  const parts = await keptParts(entries.parts, tellUnreadable)
  const clock = createSliceClock()
  let slice: Job[] = []
  let before: Job | undefined
  for await (const [key, value] of entries.jobs) {
    try {
      const job = leanJob(await jobOf(jobSchema.parse(JSON.parse(value)), unseal), before)
      before = job
      slice.push(withKeptBytes(withParts(job, parts.get(job.row.id))))
    } catch {
      tellUnreadable(key)
    }
    if (!clock.isOver()) continue
    yield slice
    slice = []
    clock.restart()
  }
  yield slice
}

async function keptParts(
  entries: RawEntries,
  tellUnreadable: (key: string) => void,
): Promise<ReadonlyMap<string, ReadonlyMap<number, WrittenPart>>> {
  const parts = new Map<string, Map<number, WrittenPart>>()
  for await (const [key, value] of entries) {
    try {
      const [, id = '', number = ''] = key.split('/')
      const known = parts.get(id) ?? new Map()
      parts.set(id, known.set(Number(number), journaledPartSchema.parse(JSON.parse(value))))
    } catch {
      tellUnreadable(key)
    }
  }
  return parts
}

async function jobOf({ row, task }: z.infer<typeof jobSchema>, unseal: Unseal): Promise<Job> {
  const settled = { ...row, state: transition(row.state, { type: 'paused', interrupted: true }) }
  if (task.direction === 'upload') {
    const { multipart, ...rest } = task
    const upload: UploadTask = {
      ...rest,
      // It may have been sent in the moment of the crash: what is found there may be ours.
      sentKey: task.sentKey ?? task.plannedKey,
      ...(multipart ? { multipart: { ...multipart, parts: new Map() } } : {}),
    }
    return { row: settled, task: upload }
  }
  const url = task.url ?? (task.sealedUrl ? await unseal(task.sealedUrl) : undefined)
  const { part, ...rest } = task
  const download: DownloadTask = {
    ...rest,
    url: url ?? '',
    ...(part ? { part: partOf(part) } : {}),
  }
  const lost = url === undefined && task.signed === undefined && settled.state.status === 'paused'
  return { row: lost ? lostLink(settled) : settled, task: download }
}

/** The link held a signature and there was no keyring to lock it away with. */
function lostLink(row: TransferRow): TransferRow {
  const error = new AppError('LINK_NOT_KEPT', { name: row.name }).info
  return {
    ...row,
    state: { status: 'failed', error, attempts: 0, finishedAtMs: row.addedAtMs },
  }
}

function partOf({ slots, ...part }: WrittenPartFile): NonNullable<DownloadTask['part']> {
  return { ...part, ...(slots ? { slots: { ...slots, slots: new Map() } } : {}) }
}
type WrittenPartFile = NonNullable<z.infer<typeof downloadSchema>['part']>

/** Progress is not written down: how far a job came is told by its parts. */
function withKeptBytes(job: Job): Job {
  const state = transition(job.row.state, { type: 'kept', doneBytes: keptBytes(job.task) })
  return state === job.row.state ? job : { ...job, row: { ...job.row, state } }
}

/** Parts of an upload, or of an object, that was given up before this one are of no use. */
function withParts(job: Job, parts: ReadonlyMap<number, WrittenPart> = new Map()): Job {
  const { task } = job
  const owner = ownerOf(task)
  const own = [...parts].filter(([, part]) => part.of === owner)
  if (task.direction === 'upload') {
    if (!task.multipart) return job
    const sent = own.flatMap(([number, { of, ...part }]) =>
      'etag' in part ? [[number, part] as const] : [],
    )
    return { ...job, task: { ...task, multipart: { ...task.multipart, parts: new Map(sent) } } }
  }
  if (!task.part?.slots) return job
  const kept = own.flatMap(([number, { of, ...part }]) =>
    'haveBytes' in part ? [[number, part] as const] : [],
  )
  const slots = { ...task.part.slots, slots: new Map(kept) }
  return { ...job, task: { ...task, part: { ...task.part, slots } } }
}
