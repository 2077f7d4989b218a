import type { Addressing, ConnectionSecret, SignatureVersion } from '../../shared/connection'
import type { BlockSource } from '../bytes/block'
import type { LeastPace } from '../network/least-pace'
import type { AnswerBody } from '../wire/answer-body'

/** Where a bucket is and how requests to it are written and signed. */
export type OssTarget = {
  /** With scheme, without bucket: `https://oss-cn-hangzhou.aliyuncs.com`; for cname the bound domain. */
  readonly endpoint: string
  readonly addressing: Addressing
  readonly bucket: string
  /** `cname`, `cn-hangzhou`; '' where unknown (V1 does not need it). */
  readonly region: string
  readonly signatureVersion: SignatureVersion
}

export type OssCredentials = ConnectionSecret

/** What OSS says of an object. `crc64` is the unsigned decimal of CRC-64/XZ, absent on some copies. */
export type ObjectHead = {
  readonly sizeBytes: number
  readonly etag: string
  readonly crc64?: string
  readonly contentType?: string
  readonly contentDisposition?: string
  readonly lastModifiedMs?: number
}

export type UploadedPart = {
  readonly number: number
  readonly etag: string
  readonly sizeBytes: number
  readonly crc64?: string
}

/**
 * A body that can be opened again for another attempt. `open` is called once per sending, which may
 * be twice for one call: what counts the bytes begins anew with it.
 */
export type UploadBody = { readonly sizeBytes: number; readonly open: () => BlockSource }

export type UploadHeaders = {
  readonly contentType?: string
  /** Refuses to replace an existing object: 409 becomes `OSS_ALREADY_EXISTS`. */
  readonly forbidOverwrite?: boolean
  /** MD5 of the body in base64, where it is known: else it is computed of a body that is a buffer. */
  readonly contentMd5?: string
}

export type CallOptions = {
  readonly signal?: AbortSignal
  /** Idle limit: no byte in either direction for so long ends the request as `STALLED`. */
  readonly stallTimeoutMs?: number
  /** Limit for the whole call instead of the one that follows from its bytes; ends it as `TIMED_OUT`. */
  readonly totalTimeoutMs?: number
  /** What an answer must bring while we wait for it; else it ends as `TOO_SLOW`. */
  readonly leastPace?: LeastPace
}

/** An open answer to a GET: read `body` to its end or destroy it. */
export type OpenObject = {
  readonly status: 200 | 206
  readonly head: ObjectHead
  /** First and last byte of this answer and the object's size, from Content-Range. */
  readonly range?: { readonly first: number; readonly last: number; readonly total: number }
  readonly body: AnswerBody
}

/**
 * The calls of OSS that the app needs, on one bucket with one credential. Every call throws
 * `AppError` and nothing else; `CANCELLED` when its signal fired.
 */
export type OssClient = {
  readonly target: OssTarget
  head(key: string, options?: CallOptions): Promise<ObjectHead>
  list(
    query: { prefix?: string; maxKeys?: number; continuationToken?: string },
    options?: CallOptions,
  ): Promise<{ keys: readonly string[]; nextToken?: string }>
  put(
    key: string,
    body: Buffer | UploadBody,
    headers: UploadHeaders,
    options?: CallOptions,
  ): Promise<{ etag: string; crc64?: string }>
  get(
    key: string,
    range: { first: number; last?: number; ifMatch?: string } | undefined,
    options?: CallOptions & {
      /** Signed query parameters that say which content is meant: `versionId`, `x-oss-process`. */
      readonly query?: Readonly<Record<string, string>>
    },
  ): Promise<OpenObject>
  delete(key: string, options?: CallOptions): Promise<void>
  initiateMultipart(key: string, headers: UploadHeaders, options?: CallOptions): Promise<string>
  uploadPart(
    key: string,
    uploadId: string,
    partNumber: number,
    body: UploadBody,
    options?: CallOptions,
  ): Promise<{ etag: string; crc64?: string }>
  completeMultipart(
    key: string,
    uploadId: string,
    parts: readonly { number: number; etag: string }[],
    headers: UploadHeaders,
    options?: CallOptions,
  ): Promise<{ etag: string; crc64?: string }>
  abortMultipart(key: string, uploadId: string, options?: CallOptions): Promise<void>
  /** Every part, all pages. */
  listParts(key: string, uploadId: string, options?: CallOptions): Promise<readonly UploadedPart[]>
  listMultipartUploads(
    prefix: string,
    options?: CallOptions,
  ): Promise<readonly { key: string; uploadId: string; initiatedMs?: number }[]>
  /**
   * A signed GET link. @param validitySeconds 1 to 604,800 under V4
   * @throws AppError LINK_VALIDITY_INVALID
   */
  signUrl(
    key: string,
    validitySeconds: number,
    overrides?: { contentDisposition?: string },
  ): Promise<string>
  /** The server's time as far as it is known, milliseconds since 1970. */
  serverNowMs(): number
  /** Closes idle sockets; a client that is replaced is closed. */
  close(): void
}
