import type { ConflictPolicy } from '../../shared/settings'
import type { TransferRow, TransferState, Verification } from '../../shared/transfer'
import type { Pace } from '../files/pace'
import type { Initiating } from './abort-upload'
import type { MultipartCheckpoint } from './checkpoint'
import type { KeptSlots } from './download-slots'

/** What an upload needs besides its row; paths never leave main. */
export type UploadTask = {
  readonly direction: 'upload'
  readonly path: string
  readonly connectionId: string
  /** Key as planned; the final one may carry a number (`conflict: 'number'`). */
  readonly plannedKey: string
  /** Why there is no key: such a row fails with this reason, whenever it is retried. */
  readonly namingProblem?: string
  readonly conflict: ConflictPolicy
  /** The key whose PUT or Complete was sent and whose answer may have been lost. */
  readonly sentKey?: string
  /** What earlier attempts have sent, so that the next one goes on instead of starting over. */
  readonly multipart?: MultipartCheckpoint | undefined
  /** An Initiate that was sent and whose answer is not on record. */
  readonly initiating?: Initiating | undefined
  /** An object of ours whose checksum was wrong: this one may be replaced. */
  readonly damaged?: { readonly key: string; readonly etag: string } | undefined
}

/** What a download needs besides its row. `url` may be signed: it stays in main and unlogged. */
export type DownloadTask = {
  readonly direction: 'download'
  readonly url: string
  /** The same, locked away with the system's keyring, for the journal; absent without keyring. */
  readonly sealedUrl?: string | undefined
  readonly folder: string
  readonly conflict: ConflictPolicy
  /** With which key and from which bucket; absent for links that are fetched as they are. */
  readonly signed?: {
    readonly connectionId: string
    readonly bucket: string
    readonly key: string
    /** Region of a bucket that no connection names, where its link tells. */
    readonly region?: string
    /** True when the bucket is not the connection's own. */
    readonly foreign: boolean
  }
  /** Path of the finished file, for "open" and "show in folder". */
  readonly savedPath?: string
  readonly part?: PartOnRecord | undefined
}

/** The part file of an earlier attempt, the state of the object that its bytes are of, and which it has. */
export type PartOnRecord = {
  readonly name: string
  /** By it the file is known again when it has got its name already (`fileIdOf`). */
  readonly fileId?: string | undefined
  readonly validator: string
  /** What the server says that the whole sums up to. */
  readonly crc64?: string | undefined
  readonly slots?: KeptSlots
}

/** What a run leaves for the next one, of this start of the app or a later one. */
export type Memory = Partial<Pick<UploadTask, 'sentKey' | 'multipart' | 'initiating' | 'damaged'>> &
  Partial<Pick<DownloadTask, 'part'>>

export type Task = UploadTask | DownloadTask

/** One transfer in main: the row that the page sees and what only main knows. */
export type Job = { readonly row: TransferRow; readonly task: Task }

/** How a run ended well. A run that ends otherwise throws `AppError`. */
export type Outcome =
  | { readonly kind: 'done'; readonly verification: Verification }
  | { readonly kind: 'skipped'; readonly reason: 'exists' }

/** What a runner may tell the queue, and how it learns that it must stop. */
export type RunContext = {
  readonly signal: AbortSignal
  /** Asked once `signal` has fired: keep what is done for later (pause, quit), or undo it (cancel). */
  readonly keepsWork: () => boolean
  /** The speed limit; undefined where nothing is ever limited. */
  readonly pace?: Pace
  /** 1 for the first attempt. */
  readonly attempt: number
  /** Bytes of this transfer that are safe or on their way; may go back when a part is sent again. */
  readonly progress: (doneBytes: number) => void
  readonly verifying: () => void
  /** Nothing more will come over the line: what is left is for the disk, and the next row may start. */
  readonly moved: () => void
  /** Facts learned on the way: size, final key or name, content type, why it started anew. */
  readonly learn: (
    facts: Partial<
      Pick<TransferRow, 'name' | 'sizeBytes' | 'contentType' | 'objectKey' | 'notice'>
    >,
  ) => void
  readonly saved: (path: string) => void
  /** Resolves when it is on disk. */
  readonly remember: (memory: Memory) => Promise<void>
}

export type Runner = (job: Job, context: RunContext) => Promise<Outcome>

/** Attempts so far of any state; ends carry none except `failed`. */
export function attemptsOf(state: TransferState): number {
  return 'attempts' in state ? state.attempts : 0
}

/** Whether an unfinished job has something on disk or server: to go on with, or to undo. */
export function hasWork(task: Task): boolean {
  return task.direction === 'upload'
    ? task.multipart !== undefined || task.initiating !== undefined
    : task.part !== undefined
}

/**
 * Bytes that the next run need not move again: parts that the server has confirmed, slots that are on
 * disk. What was on its way counts no more.
 */
export function keptBytes(task: Task): number {
  let bytes = 0
  if (task.direction === 'upload') {
    for (const part of task.multipart?.parts.values() ?? []) bytes += part.sizeBytes
  } else {
    for (const slot of task.part?.slots?.slots.values() ?? []) bytes += slot.haveBytes
  }
  return bytes
}

/** The task once that is finished or undone. */
export function withoutWork(task: Task): Task {
  return task.direction === 'upload'
    ? { ...task, multipart: undefined, initiating: undefined, damaged: undefined }
    : { ...task, part: undefined }
}

/** One for all that wait for a first attempt: there may be very many. */
export const QUEUED_ANEW: TransferState = { status: 'queued', attempts: 0 }

/** A job that waits for its first attempt. */
export function newJob(row: Omit<TransferRow, 'state'>, task: Task): Job {
  return { row: { ...row, state: QUEUED_ANEW }, task }
}
