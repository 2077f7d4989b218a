import { createHash } from 'node:crypto'
import { receiveBody } from '../receive-body'
import type { Segment } from '../store/records'
import type { BucketCall } from './call'
import { assertHasLength, assertMd5Matches, readContentMd5 } from './request-headers'

/** 5 GiB: largest body of PutObject and UploadPart. */
export const MAX_BODY_BYTES = 5 * 1024 ** 3

/**
 * 4 MiB: up to here the ETag is the MD5 of the body, as at the service. MD5 is three times slower
 * than CRC64 and would be most of the work for large bodies, so that a larger body gets an ETag of
 * the same form made from its CRC64 and size, unless Content-MD5 asks for the MD5 anyway.
 */
export const MD5_ETAG_BYTES = 4 * 1024 * 1024

/** A body on disk. */
export type StoredBody = {
  readonly segment: Segment
  /** 32 characters of upper-case hex. */
  readonly etag: string
  /** Unsigned decimal. */
  readonly crc64: string
}

/**
 * Streams the request's body into the pool. A body shorter than announced, or not the one that
 * Content-MD5 names, leaves nothing behind.
 * @throws OssError MissingContentLength | InvalidDigest | EntityTooLarge
 */
export async function storeBody({ world, exchange, store }: BucketCall): Promise<StoredBody> {
  const { request, faults } = exchange
  assertHasLength(request.headers)
  const announcedMd5 = readContentMd5(request.headers)
  const announcedBytes = Number(request.headers['content-length'] ?? 0)
  const id = store.pool.newId()
  try {
    const { sizeBytes, crc64, md5 } = await receiveBody(request, {
      path: world.discardBodies ? undefined : store.pool.path(id),
      hasher: await world.takeHasher(),
      withMd5: announcedMd5 !== undefined || announcedBytes <= MD5_ETAG_BYTES,
      maxBytes: MAX_BODY_BYTES,
      faults,
    })
    assertMd5Matches(announcedMd5, md5)
    const etag = md5?.toString('hex').toUpperCase() ?? etagOf(crc64, sizeBytes)
    return { segment: { id, sizeBytes }, etag, crc64 }
  } catch (cause) {
    store.pool.discard([{ id, sizeBytes: 0 }])
    throw cause
  }
}

function etagOf(crc64: string, sizeBytes: number): string {
  const hex = (value: bigint) => value.toString(16).padStart(16, '0')
  return `${hex(BigInt(crc64))}${hex(BigInt(sizeBytes))}`.toUpperCase()
}

/** The ETag of an object made of parts: not an MD5 of its content, and it ends in `-N`. */
export function multipartEtag(partEtags: readonly string[]): string {
  const digest = createHash('md5').update(partEtags.join('')).digest('hex').toUpperCase()
  return `${digest}-${partEtags.length}`
}
