import type { FileIdentity } from '../files/source-file'
import type { UploadedPart } from '../oss/oss-types'

export type SentPart = { readonly etag: string; readonly crc64: string; readonly sizeBytes: number }

/** What makes an upload resumable: sent parts by number, and the file they were cut from. */
export type MultipartCheckpoint = {
  readonly uploadId: string
  readonly key: string
  readonly partSizeBytes: number
  readonly source: FileIdentity
  /** Grows while parts arrive; one Map, since copying 9,000 entries per part would cost more than sending. */
  readonly parts: Map<number, SentPart>
}

/** A checkpoint counts only for the very file it was made from. */
export function isOf(checkpoint: MultipartCheckpoint, source: FileIdentity): boolean {
  return (
    checkpoint.source.sizeBytes === source.sizeBytes &&
    checkpoint.source.mtimeMs === source.mtimeMs &&
    checkpoint.source.inode === source.inode
  )
}

/**
 * The checkpoint without the parts that the server does not have as we know them. Parts that only
 * the server knows are left out too: what they were cut from is not on record.
 * @returns the same object when every part is confirmed
 */
export function confirmedBy(
  checkpoint: MultipartCheckpoint,
  listed: readonly UploadedPart[],
): MultipartCheckpoint {
  const onServer = new Map(listed.map((part) => [part.number, part]))
  const kept = [...checkpoint.parts].filter(([number, part]) => {
    const found = onServer.get(number)
    return found !== undefined && isSamePart(part, found)
  })
  if (kept.length === checkpoint.parts.size) return checkpoint
  // A new Map: the journal counts what it has written of the old one, which only grows.
  return { ...checkpoint, parts: new Map(kept) }
}

function isSamePart(ours: SentPart, theirs: UploadedPart): boolean {
  return (
    ours.sizeBytes === theirs.sizeBytes &&
    sameEtag(ours.etag, theirs.etag) &&
    (theirs.crc64 === undefined || theirs.crc64 === ours.crc64)
  )
}

/** Headers quote an ETag, XML answers may not. */
export function sameEtag(one: string, other: string): boolean {
  return one.replaceAll('"', '') === other.replaceAll('"', '')
}
