import { z } from './schema'

/**
 * Every failure a person can meet. A code is decided from an HTTP status, an OSS `Code` or an
 * errno, never from the text of a message; its words are in `renderer/text/*`, where a code
 * without a sentence in each language does not compile.
 */
export const APP_ERROR_CODES = [
  // the app itself
  'UNEXPECTED',
  'INVALID_REQUEST',
  'UNTRUSTED_SENDER',
  'CANCELLED',
  'NOTHING_TO_DO',
  // connections and secrets
  'NO_CONNECTION',
  'CONNECTION_NOT_FOUND',
  'CONNECTION_INVALID',
  'KEYRING_UNAVAILABLE',
  'SECRET_MISSING',
  'SECRET_UNREADABLE',
  'LINK_VALIDITY_INVALID',
  // answers of OSS
  'OSS_KEY_UNKNOWN',
  'OSS_KEY_DISABLED',
  'OSS_KEY_ADDRESS_NOT_ALLOWED',
  'OSS_SECRET_WRONG',
  'OSS_TOKEN_INVALID',
  'OSS_TOKEN_EXPIRED',
  'OSS_ACCESS_DENIED',
  'OSS_REFERER_DENIED',
  'OSS_NO_SUCH_BUCKET',
  'OSS_NO_SUCH_KEY',
  'OSS_NO_SUCH_UPLOAD',
  'OSS_WRONG_ENDPOINT',
  'OSS_WRONG_REGION',
  'OSS_CLOCK_SKEWED',
  'OSS_SIGNATURE_VERSION_REFUSED',
  'OSS_PUBLIC_ENDPOINT_FORBIDDEN',
  'OSS_DOMAIN_NOT_BOUND',
  'OSS_DOWNLOAD_FORBIDDEN',
  'OSS_ACCOUNT_STOPPED',
  'OSS_OBJECT_ARCHIVED',
  'OSS_ALREADY_EXISTS',
  'OSS_INVALID_NAME',
  'OSS_THROTTLED',
  'OSS_SERVER_ERROR',
  'OSS_REJECTED',
  // the network
  'NETWORK_OFFLINE',
  'HOST_NOT_FOUND',
  'CONNECTION_REFUSED',
  'CONNECTION_LOST',
  'TIMED_OUT',
  'STALLED',
  'TOO_SLOW',
  'TLS_FAILED',
  'TLS_UNKNOWN_AUTHORITY',
  'CERTIFICATE_UNREADABLE',
  'CERTIFICATE_NOT_AUTHORITY',
  'ANSWER_NOT_OSS',
  'PROXY_NOT_SET',
  'PROXY_KIND_UNSUPPORTED',
  'PROXY_UNREACHABLE',
  'PROXY_TLS_FAILED',
  'PROXY_AUTH_NEEDED',
  'PROXY_AUTH_UNSUPPORTED',
  'PROXY_FAILED',
  // any web server
  'LINK_EXPIRED',
  'NOT_A_LINK',
  'LINK_NOT_KEPT',
  'HTTP_NOT_FOUND',
  'HTTP_FORBIDDEN',
  'HTTP_THROTTLED',
  'HTTP_SERVER_ERROR',
  'HTTP_REJECTED',
  'REDIRECT_LOOP',
  'REDIRECT_BAD_TARGET',
  // what arrived
  'BODY_CUT_SHORT',
  'OBJECT_CHANGED',
  'CHECKSUM_MISMATCH',
  // files on this computer
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_CHANGED',
  'FILE_NOT_REGULAR',
  'FILE_NOT_OPENED',
  'FILE_TOO_LARGE',
  'FOLDER_NOT_FOUND',
  'FOLDER_UNREADABLE',
  'FOLDER_EMPTY',
  'FOLDER_NOT_WRITABLE',
  'FOLDER_NOT_CHOSEN',
  'DISK_FULL',
  'JOURNAL_NOT_WRITTEN',
  // names
  'KEY_INVALID',
  'NO_FREE_NAME',
] as const

export type AppErrorCode = (typeof APP_ERROR_CODES)[number]

/**
 * Who can cure a failure: `automatic` - trying again may help and the queue does so;
 * `manual` - trying again may help once the person has done something outside the app;
 * `after-settings` - the connection or a setting must change first; `never` - the input must.
 */
export const RETRY_ADVICE = ['automatic', 'manual', 'after-settings', 'never'] as const
export type RetryAdvice = (typeof RETRY_ADVICE)[number]

/** What the OSS answer said of itself; for the person and for Alibaba's support, never for deciding. */
export const ossAnswerSchema = z.object({
  httpStatus: z.number().int().optional(),
  code: z.string().max(200).optional(),
  ec: z.string().max(100).optional(),
  requestId: z.string().max(200).optional(),
})
export type OssAnswer = z.infer<typeof ossAnswerSchema>

/** A failure as plain data: it crosses IPC and lies in the journal, so it never holds a secret. */
export const appErrorInfoSchema = z.object({
  code: z.enum(APP_ERROR_CODES),
  /** Values for the sentence: `bucket`, `host`, `endpoint`, `problem`, `expectedBytes` ... */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  retry: z.enum(RETRY_ADVICE),
  oss: ossAnswerSchema.optional(),
})
export type AppErrorInfo = z.infer<typeof appErrorInfoSchema>

/** The answer of every command: nothing crosses IPC as a thrown error or a silent `undefined`. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppErrorInfo }
