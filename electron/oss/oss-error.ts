import { XMLParser } from 'fast-xml-parser'
import type { AppErrorCode, OssAnswer, RetryAdvice } from '../../shared/errors'
import { AppError } from '../errors/app-error'
import { retryAfterMs } from '../errors/retry-after'
import type { Refusal } from './call'

/** What is known of the request that was refused; only for the sentence. */
export type RefusalContext = {
  readonly bucket: string
  readonly key?: string
  readonly host: string
  /** It sends something: then no object has changed that is being fetched. */
  readonly sends?: boolean
}

type ErrorBody = {
  readonly Code?: string
  readonly Message?: string
  readonly RequestId?: string
  readonly EC?: string
  readonly Endpoint?: string
  readonly Bucket?: string
  readonly ServerTime?: string
  readonly MaxAllowedSkewMilliseconds?: string
}

type Meaning = readonly [AppErrorCode, RetryAdvice]

/**
 * OSS `Code` -> our code. Pages: "Error responses", "HTTP status code 403/404/409" and the EC pages
 * of Alibaba's documentation; EC itself is never used to decide, since it may change.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  InvalidAccessKeyId: ['OSS_KEY_UNKNOWN', 'after-settings'],
  InvalidAccessKeyIdError: ['OSS_KEY_UNKNOWN', 'after-settings'],
  AccessKeyIdDisabled: ['OSS_KEY_DISABLED', 'after-settings'],
  SignatureDoesNotMatch: ['OSS_SECRET_WRONG', 'after-settings'],
  InvalidSecurityToken: ['OSS_TOKEN_INVALID', 'after-settings'],
  AccessKeyIdAndSecurityTokenNotMatch: ['OSS_TOKEN_INVALID', 'after-settings'],
  SecurityTokenExpired: ['OSS_TOKEN_EXPIRED', 'after-settings'],
  SecurityTokenNotSupported: ['OSS_TOKEN_INVALID', 'after-settings'],
  AccessDenied: ['OSS_ACCESS_DENIED', 'after-settings'],
  PermanentRedirect: ['OSS_WRONG_ENDPOINT', 'after-settings'],
  TemporaryRedirect: ['OSS_WRONG_ENDPOINT', 'after-settings'],
  NoSuchBucket: ['OSS_NO_SUCH_BUCKET', 'after-settings'],
  NoSuchKey: ['OSS_NO_SUCH_KEY', 'never'],
  SymlinkTargetNotExist: ['OSS_NO_SUCH_KEY', 'never'],
  NoSuchUpload: ['OSS_NO_SUCH_UPLOAD', 'automatic'],
  RequestTimeTooSkewed: ['OSS_CLOCK_SKEWED', 'after-settings'],
  PublicEndpointForbidden: ['OSS_PUBLIC_ENDPOINT_FORBIDDEN', 'after-settings'],
  NoSuchCname: ['OSS_DOMAIN_NOT_BOUND', 'after-settings'],
  CnameDenied: ['OSS_DOMAIN_NOT_BOUND', 'after-settings'],
  ApkDownloadForbidden: ['OSS_DOWNLOAD_FORBIDDEN', 'after-settings'],
  UserDisable: ['OSS_ACCOUNT_STOPPED', 'manual'],
  InDebt: ['OSS_ACCOUNT_STOPPED', 'manual'],
  InDebtOverdue: ['OSS_ACCOUNT_STOPPED', 'manual'],
  BucketDisable: ['OSS_ACCOUNT_STOPPED', 'manual'],
  InvalidObjectState: ['OSS_OBJECT_ARCHIVED', 'manual'],
  FileAlreadyExists: ['OSS_ALREADY_EXISTS', 'never'],
  InvalidObjectName: ['OSS_INVALID_NAME', 'never'],
  InvalidBucketName: ['OSS_INVALID_NAME', 'after-settings'],
  PreconditionFailed: ['OBJECT_CHANGED', 'automatic'],
  InvalidDigest: ['CHECKSUM_MISMATCH', 'automatic'],
  RequestTimeout: ['CONNECTION_LOST', 'automatic'],
  IncompleteBody: ['CONNECTION_LOST', 'automatic'],
  SlowDown: ['OSS_THROTTLED', 'automatic'],
  QpsLimitExceeded: ['OSS_THROTTLED', 'automatic'],
  TotalQpsLimitExceeded: ['OSS_THROTTLED', 'automatic'],
  DownloadTrafficRateLimitExceeded: ['OSS_THROTTLED', 'automatic'],
  UploadTrafficRateLimitExceeded: ['OSS_THROTTLED', 'automatic'],
  SignatureVersionNotSupported: ['OSS_SIGNATURE_VERSION_REFUSED', 'after-settings'],
}

/** "Invalid signing region in Authorization header", page 0002-00000226. */
const WRONG_SIGNING_REGION_EC = '0002-00000226'

/**
 * One `Code`, three causes with three cures; as nothing but the sentence depends on it, EC may tell
 * (pages 0002-00000903 and -904). Any other EC is an unknown key.
 */
const KEY_REFUSALS: Readonly<Record<string, Meaning>> = {
  '0002-00000903': ['OSS_KEY_DISABLED', 'after-settings'],
  '0002-00000904': ['OSS_KEY_ADDRESS_NOT_ALLOWED', 'after-settings'],
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true })

/**
 * The failure behind a refusal of OSS, decided by HTTP status and `Code`.
 * HEAD answers have no body; OSS then sends the XML base64-encoded in `x-oss-err`.
 */
export function ossErrorOf(refusal: Refusal, context: RefusalContext): AppError {
  const body = errorBodyOf(refusal)
  const oss: OssAnswer = {
    httpStatus: refusal.status,
    ...given('code', body.Code),
    ...given('ec', body.EC ?? header(refusal, 'x-oss-ec')),
    ...given('requestId', body.RequestId ?? header(refusal, 'x-oss-request-id')),
  }
  const [meaning, retry] = meaningOf(refusal, body)
  const code = context.sends && meaning === 'OBJECT_CHANGED' ? 'OSS_REJECTED' : meaning
  return new AppError(code, paramsOf(code, refusal, body, context), { retry, oss })
}

function meaningOf(refusal: Refusal, body: ErrorBody): Meaning {
  const { status } = refusal
  // AccessDenied with an <Endpoint> is the service's way of saying "wrong region".
  if (body.Endpoint && (status === 403 || status === 301 || status === 307)) {
    return ['OSS_WRONG_ENDPOINT', 'after-settings']
  }
  if (body.Code === 'InvalidAccessKeyId' && body.EC !== undefined) {
    const reason = KEY_REFUSALS[body.EC]
    if (reason) return reason
  }
  const known = body.Code === undefined ? undefined : MEANINGS[body.Code]
  if (known) return known
  // InvalidArgument has many causes; here EC only picks the more helpful of two sentences.
  if (body.Code === 'InvalidArgument' && body.EC === WRONG_SIGNING_REGION_EC) {
    return ['OSS_WRONG_REGION', 'after-settings']
  }
  // Only a proxy asks so.
  if (status === 407) return ['PROXY_AUTH_NEEDED', 'after-settings']
  if (isWebPage(refusal)) return ['ANSWER_NOT_OSS', status >= 500 ? 'automatic' : 'manual']
  if (status === 401 || status === 403) return ['OSS_ACCESS_DENIED', 'after-settings']
  if (status === 404) return ['OSS_NO_SUCH_KEY', 'never']
  if (status === 408) return ['CONNECTION_LOST', 'automatic']
  // A range behind the end of an object that was longer when its first bytes were fetched.
  if (status === 412 || status === 416) return ['OBJECT_CHANGED', 'automatic']
  if (status === 429 || status === 503) return ['OSS_THROTTLED', 'automatic']
  if (status >= 500) return ['OSS_SERVER_ERROR', 'automatic']
  return ['OSS_REJECTED', 'manual']
}

function paramsOf(
  code: AppErrorCode,
  refusal: Refusal,
  body: ErrorBody,
  context: RefusalContext,
): Record<string, string | number> {
  const askedMs = askedDelayMs(refusal)
  return {
    bucket: context.bucket,
    host: context.host,
    status: refusal.status,
    ...(context.key === undefined ? {} : { key: context.key }),
    ...(body.Endpoint ? { endpoint: body.Endpoint } : {}),
    ...(body.Code ? { code: body.Code } : {}),
    ...(askedMs === undefined ? {} : { retryAfterMs: askedMs }),
    ...(code === 'OSS_CLOCK_SKEWED' ? serverDateOf(refusal, body) : {}),
  }
}

/** HTML without a mark of OSS: a proxy's error, or the sign-in page of a network. */
function isWebPage(refusal: Refusal): boolean {
  const isOss = header(refusal, 'x-oss-request-id') ?? header(refusal, 'x-oss-ec')
  return isOss === undefined && /^text\/html\b/i.test(header(refusal, 'content-type') ?? '')
}

/** The server's clock, from which the caller learns the offset of ours. */
function serverDateOf(refusal: Refusal, body: ErrorBody): Record<string, number> {
  const serverMs = Date.parse(body.ServerTime ?? header(refusal, 'date') ?? '')
  return Number.isFinite(serverMs) ? { serverMs } : {}
}

/** The longer of what `x-oss-qos-delay-time` (in milliseconds) and `Retry-After` ask for. */
function askedDelayMs(refusal: Refusal): number | undefined {
  const qosMs = Number(header(refusal, 'x-oss-qos-delay-time'))
  const serverMs = Date.parse(header(refusal, 'date') ?? '') || Date.now()
  const afterMs = retryAfterMs(header(refusal, 'retry-after'), serverMs) ?? 0
  const longest = Math.max(Number.isFinite(qosMs) ? qosMs : 0, afterMs)
  return longest > 0 ? longest : undefined
}

function errorBodyOf(refusal: Refusal): ErrorBody {
  const encoded = header(refusal, 'x-oss-err')
  const xml = refusal.body || (encoded ? Buffer.from(encoded, 'base64').toString('utf8') : '')
  if (!xml.includes('<Error')) return {}
  try {
    const parsed: unknown = parser.parse(xml)
    const error = isRecord(parsed) ? parsed.Error : undefined
    return isRecord(error) ? strings(error) : {}
  } catch {
    // A proxy's half-written page: the status alone has to do.
    return {}
  }
}

function strings(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function header(refusal: Refusal, name: string): string | undefined {
  const value = refusal.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: string })
}
