import type { TransferRow, Verification } from '../../shared/transfer'
import { BLOCK_BYTES, type Block } from '../bytes/block'
import type { ByteTools } from '../bytes/tools'
import { AppError } from '../errors/app-error'
import type { Disk } from '../files/disk'
import type { FolderNames } from '../files/folder-names'
import { type ClaimedName, type Content, claimForSmall, type Stored } from '../files/store-target'
import type { TargetFile } from '../files/target-file'
import { checksumMismatch } from './checksum-mismatch'
import { type Collected, collectBody } from './collect-body'
import type { Incoming } from './incoming'
import type { DownloadTask, Outcome, PartOnRecord, RunContext } from './job'

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
 * threads. That it is about to get its name is on record before, as with large ones.
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
    return { kind: 'stored', outcome: await storeWhole(claimed, block, download) }
  } finally {
    pool.release(block)
  }
}

async function storeWhole(
  claimed: ClaimedName,
  block: Block,
  download: SmallDownload,
): Promise<Outcome> {
  const { first, context } = download
  const { sizeBytes = 0, contentType, crc64 } = first
  const { name, partName } = claimed
  context.learn({ name, sizeBytes, ...(contentType ? { contentType } : {}) })
  const note = noteOf(partName, first)
  // By this note the file is known again if a crash comes between its name and the note of that.
  const noted = crc64 === undefined ? undefined : context.remember({ part: note })
  const stored = await afterNote(noted, claimed, { block, sizeBytes, crc64 }).catch(
    async (thrown: unknown) => {
      if (!mayBePlaced(thrown)) await context.remember({ part: undefined })
      throw thrown
    },
  )
  if (stored.kind === 'placed') {
    context.saved(stored.path)
    return { kind: 'done', verification: 'crc64' }
  }
  return checkAndPlace(stored.target, stored.crc64, download)
}

async function afterNote(
  noted: Promise<void> | undefined,
  claimed: ClaimedName,
  content: Content,
): Promise<Stored> {
  try {
    await noted
  } catch (thrown) {
    claimed.release()
    throw thrown
  }
  return claimed.store(content)
}

async function checkAndPlace(
  target: TargetFile,
  crc64: string,
  { first, context }: SmallDownload,
): Promise<Outcome> {
  try {
    const verification = verify(first, crc64)
    // Who it is says more than what it sums up to.
    const after = context.remember({
      part: { ...noteOf(target.partName, first), fileId: target.fileId },
    })
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

function noteOf(name: string, { validator = '', crc64 }: Incoming): PartOnRecord {
  return { name, validator, ...(crc64 === undefined ? {} : { crc64 }) }
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

async function putDown(target: TargetFile, context: RunContext, thrown: unknown): Promise<void> {
  if (mayBePlaced(thrown)) return target.keep()
  await target.discard()
  await context.remember({ part: undefined })
}

/** The file may have its name, where that failed midway: then the next attempt must know it again. */
function mayBePlaced(thrown: unknown): boolean {
  if (!(thrown instanceof AppError)) return false
  // A small file is fetched anew: of what was wrong nothing is kept.
  return thrown.info.retry !== 'never' && thrown.code !== 'CHECKSUM_MISMATCH'
}
