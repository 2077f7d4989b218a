import { AppError } from '../errors/app-error'
import type { OssClient } from '../oss/oss-types'
import type { Job, Runner, UploadTask } from './job'
import type { Journal } from './journal'

/** What an upload in parts has on the server. */
export type BegunTask = UploadTask & { readonly multipart: NonNullable<UploadTask['multipart']> }

/** An upload that this app began: `row.id` is the upload id, `row.addedAtMs` when it was begun. */
export type BegunUpload = Job & { readonly task: BegunTask }

/**
 * Every upload in parts that this app began, from Initiate until Complete or Abort, whatever becomes
 * of its row: only what is remembered can be told from uploads of other programs, and ended.
 */
export type BegunUploads = {
  all(): readonly BegunUpload[]
  /** Notes what a run begins, before its first part is sent. */
  watchRun(run: Runner): Runner
  /** Forgets what is completed or ended through this client. */
  watchClient(client: OssClient): OssClient
  forget(uploadId: string): void
  /** @param tellUnreadable called for each entry that makes no sense */
  load(tellUnreadable: () => void): Promise<void>
  close(): Promise<void>
}

/** @param journal one of its own: a damaged queue must not take this knowledge with it */
export function createBegunUploads(deps: {
  readonly journal: Journal
  readonly now: () => number
}): BegunUploads {
  const { journal } = deps
  const known = new Map<string, BegunUpload>()
  const watched = new WeakMap<OssClient, OssClient>()

  function note({ row, task }: Job, multipart: BegunTask['multipart']): boolean {
    const id = multipart.uploadId
    const before = known.get(id)
    if (task.direction !== 'upload') return false
    const addedAtMs = before?.row.addedAtMs ?? deps.now()
    const begun = { row: { ...row, id, addedAtMs }, task: { ...task, multipart } }
    known.set(id, begun)
    journal.put(begun)
    return before === undefined
  }

  function forget(uploadId: string): void {
    const begun = known.get(uploadId)
    if (!begun) return
    known.delete(uploadId)
    journal.remove(begun)
  }

  function watch(client: OssClient): OssClient {
    return {
      ...client,
      async completeMultipart(key, uploadId, ...rest) {
        const stored = await client.completeMultipart(key, uploadId, ...rest)
        forget(uploadId)
        return stored
      },
      async abortMultipart(key, uploadId, options) {
        await client.abortMultipart(key, uploadId, options).catch((thrown) => {
          if (isGone(thrown)) forget(uploadId)
          throw thrown
        })
        forget(uploadId)
      },
    }
  }

  return {
    all: () => [...known.values()],
    watchRun: (run) => async (job, context) => {
      let last = isBegun(job) ? job.task.multipart : undefined
      const outcome = await run(job, {
        ...context,
        async remember(memory) {
          const { multipart } = memory
          const isNew = multipart !== undefined && note(job, multipart)
          last = multipart ?? last
          if (isNew) await journal.onDisk(multipart.uploadId)
          await context.remember(memory)
        },
      })
      // The answer to Complete may have been lost, and the object found.
      if (outcome.kind === 'done' && last) forget(last.uploadId)
      return outcome
    },
    watchClient(client) {
      const found = watched.get(client) ?? watch(client)
      watched.set(client, found)
      return found
    },
    forget,
    async load(tellUnreadable) {
      const slices = journal.load(async () => undefined, tellUnreadable)
      for await (const jobs of slices) {
        for (const job of jobs) if (isBegun(job)) known.set(job.row.id, job)
      }
    },
    close: () => journal.close(),
  }
}

/** True when the server says that there is no such upload (any more). */
export function isGone(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'OSS_NO_SUCH_UPLOAD'
}

/** True for an upload that has something on the server. */
export function isBegun(job: Job): job is BegunUpload {
  return job.task.direction === 'upload' && job.task.multipart !== undefined
}
