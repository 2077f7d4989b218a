import type { Readable } from 'node:stream'
import { AppError } from '../errors/app-error'
import type { LeastPace } from '../network/least-pace'
import { createCheckedBody } from './checked-body'
import { type Followed, follow } from './follow'
import { bodyBytesOf, contentRangeOf, readHead, type WebHead, type WebRange } from './read-head'
import { readSome } from './read-some'
import { type ExplainRefusal, webError } from './web-error'
import type { WebHeaders, WebTransport } from './web-transport'

/** 15 s: a handshake across the world takes one; a dead host must not hold a slot for a minute. */
const CONNECT_TIMEOUT_MS = 15_000
/** 30 s without a byte: slow links send something, dead ones don't. */
const STALL_TIMEOUT_MS = 30_000
/** As many as the fetch of browsers and curl's users are used to. */
const MAX_REDIRECTS = 10
/** An error body is a few hundred bytes; a page of HTML says nothing that we could use. */
const REFUSAL_LIMIT_BYTES = 64 * 1024

/** Where to go on: the bytes from `first` (to `last`) of the very file that `validator` names. */
export type WebResume = {
  readonly first: number
  readonly last?: number
  /** A strong ETag or a Last-Modified of an earlier answer. */
  readonly validator: string
}

/** Sent on every hop, where a server asks for them. */
export type LinkHeaders = {
  readonly referer?: string | undefined
  readonly userAgent?: string | undefined
}

export type WebObjectOptions = LinkHeaders & {
  readonly transport: WebTransport
  readonly url: string
  readonly signal: AbortSignal
  readonly from?: WebResume | undefined
  readonly explain?: ExplainRefusal | undefined
  readonly connectTimeoutMs?: number
  readonly stallTimeoutMs?: number
  readonly leastPace?: LeastPace
  readonly maxRedirects?: number
  /** Epoch milliseconds, where a server tells no date of its own. */
  readonly now?: () => number
}

/** An open answer: read `body` to its end or destroy it. */
export type WebObject = {
  readonly status: 200 | 206
  /** Where the redirects ended. */
  readonly finalUrl: string
  readonly head: WebHead
  /** Of a 206; a 200 begins at the first byte, whatever was asked for. */
  readonly range?: WebRange | undefined
  readonly body: Readable
}

/**
 * Opens a public or already signed link as it is: no credential, no cookie, redirects checked hop
 * by hop, no limit on the total time. When a file that is gone on with has changed meanwhile, or
 * its server gives no ranges, the answer is the whole new file (status 200).
 * @throws AppError HTTP_* | LINK_EXPIRED | what `explain` gave | OBJECT_CHANGED (with `last` only)
 *   | REDIRECT_* | NOT_A_LINK | TIMED_OUT | CANCELLED | network failures. The body fails with
 *   BODY_CUT_SHORT | STALLED | TOO_SLOW | CONNECTION_LOST | CANCELLED.
 */
export async function openWebObject(options: WebObjectOptions): Promise<WebObject> {
  const { from } = options
  try {
    return await open(options, from)
  } catch (thrown) {
    const mayStartOver = from !== undefined && from.last === undefined
    const isOther = thrown instanceof AppError && thrown.code === 'OBJECT_CHANGED'
    if (!mayStartOver || !isOther) throw thrown
    return open(options, undefined)
  }
}

async function open(options: WebObjectOptions, from: WebResume | undefined): Promise<WebObject> {
  const { signal, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options
  const found = await follow(options.url, {
    transport: options.transport,
    headers: requestHeaders(options, from),
    signal,
    connectTimeoutMs,
    maxRedirects: options.maxRedirects ?? MAX_REDIRECTS,
  })
  const { url, answer } = found
  const { status, headers } = answer
  if (status !== 200 && status !== 206) throw await refused(found, options, connectTimeoutMs)
  const range = status === 206 ? contentRangeOf(headers) : undefined
  if (status === 206 && !fits(range, headers, from)) {
    answer.close()
    throw new AppError(
      from ? 'OBJECT_CHANGED' : 'HTTP_REJECTED',
      { host: url.hostname, status },
      { retry: from ? 'automatic' : 'manual' },
    )
  }
  const body = createCheckedBody(answer, {
    host: url.hostname,
    expectedBytes: bodyBytesOf(headers),
    stallTimeoutMs: options.stallTimeoutMs ?? STALL_TIMEOUT_MS,
    leastPace: options.leastPace,
    signal,
  })
  return { status, finalUrl: url.href, head: readHead(status, headers), range, body }
}

function requestHeaders(
  { referer, userAgent }: WebObjectOptions,
  from: WebResume | undefined,
): WebHeaders {
  return {
    accept: '*/*',
    // Lengths and ranges hold only for bytes as they are stored. The star keeps files that are
    // stored compressed reachable: Chromium refuses an encoding that was not asked for at all.
    'accept-encoding': 'identity, *;q=0.001',
    ...(referer === undefined ? {} : { referer }),
    ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
    ...(from === undefined ? {} : resumeHeaders(from)),
  }
}

/** If-Match rather than If-Range: OSS knows only the first (GetObject page). */
function resumeHeaders({ first, last, validator }: WebResume): WebHeaders {
  const condition = isEtag(validator) ? 'if-match' : 'if-unmodified-since'
  return { range: `bytes=${first}-${last ?? ''}`, [condition]: validator }
}

/** Whether a partial answer is the part that was asked for, of the file that was meant. */
function fits(
  range: WebRange | undefined,
  headers: WebHeaders,
  from: WebResume | undefined,
): boolean {
  if (range === undefined || from === undefined || range.first !== from.first) return false
  if (from.last !== undefined && range.last > from.last) return false
  // A server may ignore the condition: then its own word decides.
  const now = isEtag(from.validator) ? headers.etag : headers['last-modified']
  return now === undefined || now === from.validator
}

function isEtag(validator: string): boolean {
  return validator.startsWith('"')
}

async function refused(
  { url, answer }: Followed,
  options: WebObjectOptions,
  timeoutMs: number,
): Promise<AppError> {
  const { status, headers } = answer
  const body = await readSome(answer, REFUSAL_LIMIT_BYTES, timeoutMs)
  if (options.signal.aborted) return new AppError('CANCELLED')
  const refusal = { status, headers, body: body.toString('utf8'), host: url.hostname }
  return webError(refusal, url.href, (options.now ?? Date.now)(), options.explain)
}
