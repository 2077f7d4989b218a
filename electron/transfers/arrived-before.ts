import type { BigIntStats } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TransferRow, Verification } from '../../shared/transfer'
import type { ByteTools } from '../bytes/tools'
import { fileIdOf } from '../files/file-id'
import { createOpenSource } from '../files/source-file'
import type { DownloadTask } from './job'
import { partPath } from './kept-part'

/**
 * A crash between the file's last step (it gets its name) and the note of that leaves a row that
 * looks unfinished. Fetching it again would make `report (2).pdf` of it. So a file of the row's
 * name is looked at first: it is ours when it is the very part file (only a checked one gets its
 * name), or, where a file does not stay the same under another name (FAT), when it sums up to what
 * the server said.
 *
 * The server is not asked: the link may have expired by now, and a wrong answer must not double a file.
 * @throws AppError CANCELLED
 */
export async function arrivedBefore(
  tools: ByteTools,
  row: TransferRow,
  { folder, part }: DownloadTask,
  signal: AbortSignal,
): Promise<{ path: string; verification: Verification } | undefined> {
  if (!part) return undefined
  const path = join(folder, basename(row.name))
  const found = await statOf(path)
  if (!found?.isFile()) return undefined
  const left = await statOf(partPath(folder, part.name))
  if (left && !isSameFile(left, found)) return undefined
  // It has both names: the crash came before the old one went. Nothing may be written under that.
  if (left) await unlink(partPath(folder, part.name))
  if (row.sizeBytes !== undefined && Number(found.size) !== row.sizeBytes) return undefined

  const isVerified = part.crc64 !== undefined && (await crc64Of(tools, path, signal)) === part.crc64
  if (isVerified) return { path, verification: 'crc64' }
  if (!left && fileIdOf(found) !== part.fileId) return undefined
  return { path, verification: row.sizeBytes === undefined ? 'none' : 'length' }
}

function statOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined)
}

function isSameFile(one: BigIntStats, other: BigIntStats): boolean {
  return one.dev === other.dev && one.ino === other.ino
}

/** @returns undefined when it can't be read */
async function crc64Of(
  tools: ByteTools,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const source = await createOpenSource(tools)(path)
    return await source.crc64(signal).finally(() => source.close())
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return undefined
  }
}
