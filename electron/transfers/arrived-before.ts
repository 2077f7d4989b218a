import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TransferRow, Verification } from '../../shared/transfer'
import type { ByteTools } from '../bytes/tools'
import { createOpenSource } from '../files/source-file'
import type { Incoming } from './incoming'
import type { DownloadTask } from './job'
import { isPartThere } from './kept-part'

/**
 * A crash between the file's last step (it gets its name) and the note of that leaves a row that
 * looks unfinished. Fetching it again would make `report (2).pdf` of it: so when the part file that
 * we know of is gone, and a file of the row's name holds just the object's bytes, that is it.
 * Without a CRC64 of the server there is nothing to tell it by but its size, which is not enough.
 */
export async function arrivedBefore(
  tools: ByteTools,
  row: TransferRow,
  task: DownloadTask,
  { sizeBytes, crc64 }: Incoming,
): Promise<{ path: string; verification: Verification } | undefined> {
  if (!task.part || crc64 === undefined || (await isPartThere(task))) return undefined
  const path = join(task.folder, basename(row.name))
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile() || found.size !== sizeBytes) return undefined
  const source = await createOpenSource(tools)(path)
  try {
    return (await source.crc64()) === crc64 ? { path, verification: 'crc64' } : undefined
  } finally {
    await source.close()
  }
}
