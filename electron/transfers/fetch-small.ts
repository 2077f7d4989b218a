import type { TransferRow, Verification } from '../../shared/transfer'
import { BLOCK_BYTES } from '../bytes/block'
import type { ByteTools } from '../bytes/tools'
import { AppError } from '../errors/app-error'
import type { Disk } from '../files/disk'
import type { FolderNames } from '../files/folder-names'
import { claimForSmall } from '../files/store-target'
import type { TargetFile } from '../files/target-file'
import { checksumMismatch } from './checksum-mismatch'
import { type Collected, collectBody } from './collect-body'
import type { Incoming } from './incoming'
import type { DownloadTask, Outcome, RunContext } from './job'

/** What came of the try to fetch an object in one go. */
export type SmallFetch =
  | { readonly kind: 'stored'; readonly outcome: Outcome }
  | { readonly kind: 'skipped' }
  | Extract<Collected, { readonly kind: 'again' }>

export type SmallDownload = {
  readonly row: TransferRow
  readonly task: DownloadTask
  /** As the first answer gives it, safe or not. */
  readonly name: string
  readonly first: Incoming
  readonly body: AsyncIterable<Buffer>
  readonly context: RunContext
}

/** Whether all of it fits into one block, and nothing of it is here. */
export function isSmallDownload({ first, sizeBytes }: Incoming, task: DownloadTask): boolean {
  const isFresh = task.part === undefined && first === 0
  return isFresh && sizeBytes !== undefined && sizeBytes <= BLOCK_BYTES
}

/**
 * Collects a small object that comes at once and has it written, summed and placed by the disk's
 * threads. The part file is on record before it gets its name, as with large ones.
 * @throws AppError CHECKSUM_MISMATCH | DISK_FULL | FOLDER_NOT_FOUND | FOLDER_NOT_WRITABLE
 */
export async function fetchSmall(
  deps: { readonly disk: Disk; readonly names: FolderNames; readonly tools: ByteTools },
  download: SmallDownload,
): Promise<SmallFetch> {
  const { row, task, name, first, body, context } = download
  const { folder, conflict } = task
  const request = { folder, name, conflict, batchId: row.batchId, partId: row.id }
  const claimed = await claimForSmall(deps.disk, deps.names, request)
  if (!claimed) return { kind: 'skipped' }
  const { pool } = deps.tools
  const block = pool.take()
  try {
    const sizeBytes = first.sizeBytes ?? 0
    const bytes = block.plain().subarray(0, sizeBytes)
    const collected = await collectBody(body, bytes, context)
    if (collected.kind === 'again') {
      claimed.release()
      return collected
    }
    context.moved()
    block.bytes.set(bytes)
    const { target, crc64 } = await claimed.store({ block, sizeBytes })
    return { kind: 'stored', outcome: await checkAndPlace(target, crc64, download) }
  } finally {
    pool.release(block)
  }
}

async function checkAndPlace(
  target: TargetFile,
  crc64: string,
  { first, context }: SmallDownload,
): Promise<Outcome> {
  const { sizeBytes = 0, contentType } = first
  try {
    const verification = verify(first, crc64)
    context.learn({ name: target.name, sizeBytes, ...(contentType ? { contentType } : {}) })
    // By this note the file is known again if a crash comes between its name and the note of that.
    const after = rememberPart(target, first, context)
    return await finish(target, verification, context, after)
  } catch (thrown) {
    await putDown(target, context, thrown)
    throw thrown
  }
}

function verify(first: Incoming, crc64: string): Verification {
  if (first.crc64 === undefined) return 'length'
  if (first.crc64 !== crc64) throw checksumMismatch(crc64, first.crc64)
  return 'crc64'
}

function rememberPart(target: TargetFile, first: Incoming, context: RunContext): Promise<void> {
  const { partName: name, fileId } = target
  const { crc64, validator = '' } = first
  return context.remember({
    part: { name, fileId, validator, ...(crc64 === undefined ? {} : { crc64 }) },
  })
}

async function finish(
  target: TargetFile,
  verification: Verification,
  context: RunContext,
  after: Promise<void>,
): Promise<Outcome> {
  const placed = await target.commit({ after })
  if (placed.kind === 'skipped') return { kind: 'skipped', reason: 'exists' }
  if (placed.name !== target.name) context.learn({ name: placed.name })
  context.saved(placed.path)
  return { kind: 'done', verification }
}

/** The file may have its name, where that failed midway: then the next attempt must know it again. */
async function putDown(target: TargetFile, context: RunContext, thrown: unknown): Promise<void> {
  // A small file is fetched anew: of what was wrong nothing is kept.
  const isWrong = thrown instanceof AppError && thrown.code === 'CHECKSUM_MISMATCH'
  const mayBePlaced = thrown instanceof AppError && thrown.info.retry !== 'never'
  if (mayBePlaced && !isWrong) return target.keep()
  await target.discard()
  await context.remember({ part: undefined })
}
