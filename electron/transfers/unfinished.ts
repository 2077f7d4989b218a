import type { AppErrorInfo } from '../../shared/errors'
import { isActive, type TransferState } from '../../shared/transfer'
import type { Unfinished } from '../../shared/unfinished'
import { AppError, errorInfoOf } from '../errors/app-error'
import type { OssClient } from '../oss/oss-types'
import { type BegunUpload, type BegunUploads, isBegun, isGone } from './begun-uploads'
import { inGroups } from './in-groups'
import { type Job, newJob } from './job'
import { listUnfinished } from './list-unfinished'
import type { TransferQueue } from './queue'
import { assertSource } from './source-state'

/** Uploads in parts that this app began and that lie unfinished on the server. */
export type UnfinishedUploads = {
  /** @throws AppError what the connection or the server says */
  list(connectionId: string): Promise<Unfinished>
  /**
   * Goes on with one, in its row or, where that is gone, in a new one.
   * @throws AppError OSS_NO_SUCH_UPLOAD | FILE_CHANGED | FILE_NOT_FOUND | FILE_UNREADABLE
   */
  resume(connectionId: string, uploadId: string): Promise<void>
  /** Ends some on the server; `error` is why some are still there. */
  remove(
    connectionId: string,
    uploadIds: readonly string[],
  ): Promise<{ removed: number; error?: AppErrorInfo }>
  /** How many lie there for more than a day and wait for nobody. */
  countOld(): number
}

const DAY_MS = 24 * 60 * 60_000

/** 8: quick, without a flood of requests. */
const ENDED_AT_ONCE = 8

export type UnfinishedDeps = {
  readonly begun: BegunUploads
  readonly queue: TransferQueue
  readonly clientOf: (connectionId: string) => Promise<OssClient>
  readonly hasConnection: (connectionId: string) => boolean
  readonly now: () => number
  readonly newId: () => string
}

/** An upload, and the row that holds it, if one does. */
type Known = { readonly upload: BegunUpload; readonly rowId?: string }

export function createUnfinishedUploads(deps: UnfinishedDeps): UnfinishedUploads {
  const { begun, queue } = deps

  /** Those on record, and those that only a row knows, by upload id. */
  function known(): ReadonlyMap<string, Known> {
    const rows = queue.find(({ direction }) => direction === 'upload').filter(isBegun)
    const all = new Map<string, Known>(begun.all().map((upload) => [upload.row.id, { upload }]))
    for (const job of rows) {
      const id = job.task.multipart.uploadId
      if (job.row.state.status === 'done') continue
      const upload = all.get(id)?.upload ?? { ...job, row: { ...job.row, id } }
      all.set(id, { upload, rowId: job.row.id })
    }
    return all
  }

  /** What belongs to a connection: what it began, and what one began that is gone, in its bucket. */
  function belongsTo(client: OssClient, connectionId: string, { row, task }: BegunUpload): boolean {
    const { bucket } = client.target
    if (task.connectionId === connectionId) return (row.bucket ?? bucket) === bucket
    return row.bucket === bucket && !deps.hasConnection(task.connectionId)
  }

  async function open(connectionId: string) {
    const client = await deps.clientOf(connectionId)
    const ours = [...known().values()].filter(({ upload }) =>
      belongsTo(client, connectionId, upload),
    )
    return { client, ours: new Map(ours.map((one) => [one.upload.row.id, one])) }
  }

  function stateOf(one: Known | undefined): TransferState | undefined {
    const rowId = one?.rowId
    return rowId === undefined ? undefined : queue.get(rowId)?.row.state
  }

  async function end(client: OssClient, one: Known): Promise<void> {
    const { row, task } = one.upload
    // Twice: a part in flight during the first survives it (AbortMultipartUpload page).
    for (let round = 0; round < 2; round += 1) {
      await client.abortMultipart(task.multipart.key, row.id).catch((thrown) => {
        if (!isGone(thrown)) throw thrown
      })
    }
    begun.forget(row.id)
    const { rowId } = one
    if (rowId !== undefined && stateOf(one)?.status === 'paused') {
      await queue.cancel({ ids: [rowId] })
    }
  }

  return {
    async list(connectionId) {
      const { client, ours } = await open(connectionId)
      return listUnfinished(
        client,
        [...ours.values()].map(({ upload }) => upload),
        ({ row }) => isInWork(stateOf(ours.get(row.id))),
        ({ row }) => begun.forget(row.id),
      )
    },

    async resume(connectionId, uploadId) {
      const found = (await open(connectionId)).ours.get(uploadId)
      if (!found) throw new AppError('OSS_NO_SUCH_UPLOAD')
      await assertSource(found.upload.task)
      const { rowId } = found
      if (rowId === undefined) queue.add([anew(found.upload, connectionId, deps)])
      else if (stateOf(found)?.status === 'paused') await queue.resume({ ids: [rowId] })
      else await queue.retry({ ids: [rowId] })
    },

    async remove(connectionId, uploadIds) {
      const { client, ours } = await open(connectionId)
      const chosen = uploadIds.flatMap((id) => ours.get(id) ?? [])
      const idle = chosen.filter((one) => !isInWork(stateOf(one)))
      const errors = await inGroups(idle, ENDED_AT_ONCE, (one) =>
        end(client, one).then(
          () => [],
          (thrown) => [errorInfoOf(thrown)],
        ),
      )
      const [error] = errors.flat()
      const removed = errors.length - errors.flat().length
      return error ? { removed, error } : { removed }
    },

    countOld() {
      const isOld = ({ row }: BegunUpload) => deps.now() - row.addedAtMs > DAY_MS
      // Asked at every start: rows are looked through only when there is something to find.
      if (!begun.all().some(isOld)) return 0
      const old = [...known().values()].filter(({ upload }) => isOld(upload))
      return old.filter((one) => !isInWork(stateOf(one))).length
    },
  }
}

/** True while the queue sees to it. */
function isInWork(state: TransferState | undefined): boolean {
  return state !== undefined && (state.status === 'queued' || isActive(state))
}

/** A row for an upload whose own is gone. */
function anew(
  { row, task }: BegunUpload,
  connectionId: string,
  { newId, now }: Pick<UnfinishedDeps, 'newId' | 'now'>,
): Job {
  const { state: _old, ...rest } = row
  const { multipart } = task
  return newJob(
    { ...rest, id: newId(), batchId: newId(), order: 0, addedAtMs: now(), connectionId },
    {
      ...task,
      connectionId,
      sentKey: multipart.key,
      multipart: { ...multipart, parts: new Map(multipart.parts) },
    },
  )
}
