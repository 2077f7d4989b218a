import { combineParts } from '../bytes/crc64-combine'
import { AppError } from '../errors/app-error'
import type { MultipartCheckpoint } from './checkpoint'
import { partCount } from './part-plan'
import { retrying } from './retrying'
import type { Stored, Upload } from './upload'

/** What stands under a key, compared with the file that was to go there. */
export type Found =
  | { readonly kind: 'nothing' }
  /** Same size and same CRC64: whatever became of the answer, the bytes are there. */
  | { readonly kind: 'ours'; readonly stored: Stored }
  | { readonly kind: 'other'; readonly etag: string }
  /** The key may not look, so that nothing is known. */
  | { readonly kind: 'unknown' }

/**
 * Settles what a lost answer left open, by HEAD: size and CRC64 decide, never a name or a time. An
 * object without CRC64 is another one.
 * @param checkpoint spares reading the file once more, when all its parts are known
 * @throws AppError when the server could not be asked: then nothing may be concluded
 */
export async function lookUnder(upload: Upload, checkpoint?: MultipartCheckpoint): Promise<Found> {
  const { client, source, key, context, wait } = upload
  const { signal } = context
  try {
    const head = await retrying(signal, () => client.head(key, { signal }), { wait })
    const other: Found = { kind: 'other', etag: head.etag }
    if (head.crc64 === undefined || head.sizeBytes !== source.sizeBytes) return other
    const crc64 = knownCrc64(checkpoint, source.sizeBytes) ?? (await source.crc64(signal))
    if (crc64 !== head.crc64) return other
    return { kind: 'ours', stored: { etag: head.etag, crc64, serverCrc64: head.crc64 } }
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : undefined
    if (code === 'OSS_NO_SUCH_KEY') return { kind: 'nothing' }
    if (code === 'OSS_ACCESS_DENIED') return { kind: 'unknown' }
    throw thrown
  }
}

function knownCrc64(
  checkpoint: MultipartCheckpoint | undefined,
  sizeBytes: number,
): string | undefined {
  if (checkpoint === undefined) return undefined
  const { parts, partSizeBytes } = checkpoint
  if (parts.size !== partCount(sizeBytes, partSizeBytes)) return undefined
  return combineParts([...parts].sort(([a], [b]) => a - b).map(([, part]) => part))
}
