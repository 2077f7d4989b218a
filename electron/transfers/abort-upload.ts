import { AppError } from '../errors/app-error'
import type { CallOptions, OssClient } from '../oss/oss-types'

/** An Initiate that was sent: until its answer is written down, an upload may exist that nobody knows. */
export type Initiating = {
  readonly key: string
  /** By the server's clock, milliseconds since 1970. */
  readonly sinceMs: number
}

/** What an upload has on the server besides a finished object: nothing of it may be left behind. */
export type OnServer = {
  readonly multipart?: { readonly key: string; readonly uploadId: string } | undefined
  readonly initiating?: Initiating | undefined
}

/** OSS refuses requests of a clock that is off by more, so that its times and ours agree that well. */
const MAX_SKEW_MS = 15 * 60_000

/**
 * Ends an upload on the server. Parts are billed until then, and a part in flight during the abort
 * survives it (AbortMultipartUpload page), hence twice. A key that may not abort leaves it be.
 * @throws AppError when the server could not be asked
 */
export async function abortOnServer(
  client: OssClient,
  { key, uploadId }: { readonly key: string; readonly uploadId: string },
  options?: CallOptions,
): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await unlessGone(client.abortMultipart(key, uploadId, options))
  }
}

/**
 * Ends what an Initiate may have begun whose answer was lost: uploads of this very key, begun since
 * then, without a single part. (No part: nobody else's work is lost, should it be somebody else's.)
 * @throws AppError when the server could not be asked
 */
export async function abortUnknown(
  client: OssClient,
  { key, sinceMs }: Initiating,
  options?: CallOptions,
): Promise<void> {
  const uploads = await unlessGone(client.listMultipartUploads(key, options))
  for (const { key: found, uploadId, initiatedMs = 0 } of uploads ?? []) {
    if (found !== key || initiatedMs < sinceMs - MAX_SKEW_MS) continue
    const parts = await unlessGone(client.listParts(key, uploadId, options))
    if (parts?.length === 0) await unlessGone(client.abortMultipart(key, uploadId, options))
  }
}

/** Ends whatever is on record. @throws AppError when the server could not be asked */
export async function abortAll(client: OssClient, left: OnServer): Promise<void> {
  if (left.multipart) await abortOnServer(client, left.multipart)
  if (left.initiating) await abortUnknown(client, left.initiating)
}

/** What is gone needs no end, and what a key may not touch it can't end. */
async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : undefined
    if (code === 'OSS_NO_SUCH_UPLOAD' || code === 'OSS_ACCESS_DENIED') return undefined
    throw thrown
  }
}
