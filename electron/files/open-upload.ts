import type { ByteTools } from '../bytes/tools'
import type { Disk } from './disk'
import type { Pace } from './pace'
import { openSmallFile, type SmallFile } from './small-file'
import { createOpenSource, type SourceFile } from './source-file'

/** A file that is open for sending: one block that is read at once, or ranges. */
export type UploadFile = SmallFile | SourceFile

/**
 * @param pace of what is read for sending
 * @throws AppError FILE_NOT_FOUND | FILE_UNREADABLE | FILE_NOT_REGULAR | FILE_CHANGED
 */
export type OpenUpload = (path: string, pace?: Pace) => Promise<UploadFile>

/** Small files are read by the disk's threads while they are opened; one that is not is opened again. */
export function createOpenUpload(tools: ByteTools, disk: Disk): OpenUpload {
  const openLarge = createOpenSource(tools)
  const { pool } = tools
  return async (path, pace) =>
    (await openSmallFile({ disk, pool }, path, pace)) ?? (await openLarge(path, pace))
}
