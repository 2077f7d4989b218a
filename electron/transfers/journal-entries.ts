import { z } from '../../shared/schema'
import { CONFLICT_POLICIES } from '../../shared/settings'
import { type TransferRow, transferRowSchema } from '../../shared/transfer'
import { AppError } from '../errors/app-error'
import type { SentPart } from './checkpoint'
import type { DownloadTask, Job, Task, UploadTask } from './job'
import { transition } from './transition'

export type JournalEntry =
  | { readonly type: 'put'; readonly key: string; readonly value: string }
  | { readonly type: 'del'; readonly key: string }

/** Opens a link that was locked away with the system's keyring; undefined when that is gone. */
export type Unseal = (sealed: string) => Promise<string | undefined>

/** `job/<added>/<order>/<id>`: the order of keys is the order of adding. */
export function jobKeyOf(row: TransferRow): string {
  const added = String(Math.floor(row.addedAtMs)).padStart(15, '0')
  return `job/${added}/${String(row.order).padStart(8, '0')}/${row.id}`
}

/** `part/<id>/<number>`: parts lie apart, so that the 9,000th costs no more than the first. */
export function partKeyOf(id: string, number: number): string {
  return `part/${id}/${String(number).padStart(5, '0')}`
}

/** What is written of a job: itself without parts and signatures, and its parts from the n-th on. */
export function entriesOf(job: Job, fromPart: number): readonly JournalEntry[] {
  const { row, task } = job
  const own: JournalEntry = {
    type: 'put',
    key: jobKeyOf(row),
    value: JSON.stringify({ row, task: writable(task) }),
  }
  if (task.direction === 'download' || task.multipart === undefined) return [own]
  const parts = [...task.multipart.parts].slice(fromPart).map(
    ([number, part]): JournalEntry => ({
      type: 'put',
      key: partKeyOf(row.id, number),
      value: JSON.stringify({ ...part, uploadId: task.multipart?.uploadId }),
    }),
  )
  return [own, ...parts]
}

/** A query may carry a signature or a token: such a link is written sealed or not at all. */
function writable(task: Task): unknown {
  if (task.direction === 'upload') {
    const { multipart, ...rest } = task
    return { ...rest, ...(multipart ? { multipart: { ...multipart, parts: undefined } } : {}) }
  }
  const { url, ...rest } = task
  return hasSecretPart(url) ? rest : task
}

/** Whether a link says more than where something is. */
export function hasSecretPart(url: string): boolean {
  return url.includes('?')
}

const sentPartSchema = z.object({
  etag: z.string(),
  crc64: z.string(),
  sizeBytes: z.number(),
  uploadId: z.string(),
})
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
  part: z.object({ name: z.string(), validator: z.string() }).optional(),
})
const jobSchema = z.object({
  row: transferRowSchema,
  task: z.discriminatedUnion('direction', [uploadSchema, downloadSchema]),
})

/** Makes jobs of entries; whatever makes no sense is counted and left alone. */
export async function jobsOf(
  entries: AsyncIterable<readonly [string, string]>,
  unseal: Unseal,
): Promise<{ jobs: readonly Job[]; unreadable: number }> {
  const jobs: Job[] = []
  const parts = new Map<string, Map<number, SentPart & { uploadId: string }>>()
  let unreadable = 0
  for await (const [key, value] of entries) {
    try {
      if (key.startsWith('part/')) {
        const [, id = '', number = ''] = key.split('/')
        const known = parts.get(id) ?? new Map()
        parts.set(id, known.set(Number(number), sentPartSchema.parse(JSON.parse(value))))
      } else {
        jobs.push(await jobOf(jobSchema.parse(JSON.parse(value)), unseal))
      }
    } catch {
      unreadable += 1
    }
  }
  return { jobs: jobs.map((job) => withParts(job, parts.get(job.row.id))), unreadable }
}

async function jobOf({ row, task }: z.infer<typeof jobSchema>, unseal: Unseal): Promise<Job> {
  const settled = { ...row, state: transition(row.state, { type: 'paused' }) }
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
  const download: DownloadTask = { ...task, url: url ?? '' }
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

function withParts(
  job: Job,
  parts: ReadonlyMap<number, SentPart & { uploadId: string }> | undefined,
): Job {
  if (job.task.direction !== 'upload' || !job.task.multipart || !parts) return job
  for (const [number, { uploadId, ...part }] of parts) {
    // Parts of an upload that was given up before this one are of no use.
    if (uploadId === job.task.multipart.uploadId) job.task.multipart.parts.set(number, part)
  }
  return job
}
