import type { PracticeHook } from './practice-hook'

/**
 * What a key may do. Each stands for the RAM actions that belong together: `get` GetObject and
 * HEAD; `put` PutObject, CopyObject's target, and every step of a multipart upload but these two:
 * `abort` AbortMultipartUpload, `list-parts` ListParts; `list` ListObjects; `list-uploads`
 * ListMultipartUploads; `delete` DeleteObject; `acl` the ACLs; `info` bucket info, location and the
 * list of buckets.
 */
export const PRACTICE_PERMISSIONS = [
  'get',
  'put',
  'list',
  'delete',
  'acl',
  'info',
  'abort',
  'list-parts',
  'list-uploads',
] as const
export type PracticePermission = (typeof PRACTICE_PERMISSIONS)[number]

/** A key that the server knows. */
export type PracticeCredential = {
  /** Starts with `STS.` when `securityToken` is given. */
  readonly keyId: string
  readonly keySecret: string
  /** Must then come with every request, as a header or in the signed link. */
  readonly securityToken?: string
  /** All by default. */
  readonly permissions?: readonly PracticePermission[]
  /** A key that was switched off answers InvalidAccessKeyId, EC 0002-00000903. */
  readonly disabled?: boolean
  /** Milliseconds since 1970; afterwards the answer is SecurityTokenExpired. */
  readonly expiresAtMs?: number
}

/** A bucket that exists from the start; buckets are not made or removed by requests. */
export type PracticeBucket = {
  readonly name: string
  /** `cn-hangzhou`; the region in V4 signatures and in virtual hosts is checked against it. */
  readonly region: string
  readonly acl?: 'private' | 'public-read'
  /** Host names (CNAME) that lead to this bucket, without a port. */
  readonly boundDomains?: readonly string[]
}

/** What `startPracticeServer` needs. */
export type PracticeServerOptions = {
  /** Made when missing. One server per folder at a time. */
  readonly rootFolder: string
  readonly buckets: readonly PracticeBucket[]
  readonly credentials: readonly PracticeCredential[]
  /** Milliseconds since 1970, for expiry, skew, `Date` and Last-Modified. Default `Date.now`. */
  readonly now?: () => number
  /** Bytes that nobody can guess, for ids. Default `crypto.randomBytes`. */
  readonly randomBytes?: (count: number) => Uint8Array
  /** Faults for tests. Nothing in the app passes it. */
  readonly hook?: PracticeHook
  /** Told why an answer was 500 InternalError: a full disk, or a bug. */
  readonly onInternalError?: (cause: unknown) => void
  /** Refuses V1 signatures, as the service does for new buckets. Default false. */
  readonly requireV4?: boolean
  /** Measures without a disk: bodies are hashed and forgotten, reads answer zero bytes. */
  readonly discardBodies?: boolean
}

/** A running server. */
export type PracticeServer = {
  readonly port: number
  /** `http://127.0.0.1:PORT`, to be addressed path-style. */
  readonly origin: string
  /** Ends every connection at once and frees the port; what was answered is on disk. May be called twice. */
  close(): Promise<void>
}
