import type { AppErrorCode } from './errors'

/**
 * What a failure may say of itself besides its code. Whoever throws gives as much of it as is
 * known; the words on the page use a code's names only when all of them are there, and a sentence
 * without names otherwise. Names never are a secret, a signature or a whole path.
 *
 * `bucket`, `region` (`cn-hangzhou`), `host` (`files.example.com`), `endpoint` (the one that would
 * work), `name` (of a file or folder, without its path), `key` (of an object), `minutes` (how far
 * the clock is off, or how long was waited), `status` (HTTP), `expectedBytes`, `receivedBytes`, `limitBytes` (shown in
 * readable units), `problem` (a value of a `...Problem` union in this folder).
 */
export type ErrorParam =
  | 'bucket'
  | 'region'
  | 'host'
  | 'endpoint'
  | 'proxy'
  | 'name'
  | 'key'
  | 'minutes'
  | 'status'
  | 'expectedBytes'
  | 'receivedBytes'
  | 'limitBytes'
  | 'problem'

/**
 * The names with which the sentence of a code gets better, for whoever throws it. A code that is
 * not here says everything without.
 */
export const ERROR_PARAMS = {
  CONNECTION_INVALID: ['problem'],
  LINK_VALIDITY_INVALID: ['problem'],
  OSS_ACCESS_DENIED: ['bucket'],
  OSS_NO_SUCH_BUCKET: ['bucket'],
  OSS_NO_SUCH_KEY: ['key'],
  OSS_WRONG_ENDPOINT: ['endpoint'],
  OSS_WRONG_REGION: ['region'],
  OSS_CLOCK_SKEWED: ['minutes'],
  OSS_DOMAIN_NOT_BOUND: ['host'],
  OSS_REJECTED: ['status'],
  HOST_NOT_FOUND: ['host'],
  CONNECTION_REFUSED: ['host'],
  CONNECTION_LOST: ['host'],
  TIMED_OUT: ['host'],
  TOO_SLOW: ['host', 'limitBytes', 'minutes'],
  TLS_FAILED: ['host'],
  TLS_UNKNOWN_AUTHORITY: ['host'],
  CERTIFICATE_NOT_AUTHORITY: ['name'],
  ANSWER_NOT_OSS: ['host'],
  PROXY_UNREACHABLE: ['proxy'],
  PROXY_TLS_FAILED: ['proxy'],
  PROXY_AUTH_NEEDED: ['proxy'],
  PROXY_AUTH_UNSUPPORTED: ['proxy'],
  PROXY_FAILED: ['proxy'],
  HTTP_NOT_FOUND: ['host'],
  HTTP_FORBIDDEN: ['host'],
  HTTP_SERVER_ERROR: ['host', 'status'],
  HTTP_REJECTED: ['host', 'status'],
  BODY_CUT_SHORT: ['receivedBytes', 'expectedBytes'],
  FILE_NOT_FOUND: ['name'],
  FILE_UNREADABLE: ['name'],
  FILE_TOO_LARGE: ['limitBytes'],
  FOLDER_UNREADABLE: ['name'],
  FOLDER_EMPTY: ['name'],
  FILE_NOT_OPENED: ['name'],
  DISK_FULL: ['expectedBytes'],
  KEY_INVALID: ['problem'],
} as const satisfies Partial<Record<AppErrorCode, readonly ErrorParam[]>>

/** The names that the sentence of a code can use; none for most codes. */
export function paramsOfError(code: AppErrorCode): readonly ErrorParam[] {
  return code in ERROR_PARAMS ? ERROR_PARAMS[code as keyof typeof ERROR_PARAMS] : []
}
