import { parseOssHost } from '../../shared/oss-hosts'
import { AppError, isCancelled } from '../errors/app-error'
import { ossErrorOf } from '../oss/oss-error'
import type { OpenObject, OssClient } from '../oss/oss-types'
import { type LinkHeaders, openWebObject } from '../web/open-web-object'
import type { WebRefusal } from '../web/web-error'
import type { WebTransport } from '../web/web-transport'
import type { AnswerBody } from '../wire/answer-body'
import type { Clients } from './clients'
import type { DownloadTask } from './job'

/** To be read once. One that can hand its pieces on as they lie is read in that way (`pumpFrom`). */
export type IncomingBody = AsyncIterable<Buffer> & Partial<Pick<AnswerBody, 'pump'>>

/** Bytes on their way in, wherever they come from. */
export type Incoming = {
  /** Offset of the first byte: 0, or where an earlier attempt ended. */
  readonly first: number
  /** Of the last byte of this answer, where it is a part of the object. */
  readonly last?: number
  /** Size of the whole object. */
  readonly sizeBytes?: number
  /** CRC64 of the whole, unsigned decimal, where the server gives one. */
  readonly crc64?: string
  /** With which a later attempt can make sure that it gets more of the same. */
  readonly validator?: string
  /** True where several connections may fetch one object side by side. */
  readonly allowsRanges?: boolean
  readonly contentType?: string
  readonly contentDisposition?: string
  readonly body: IncomingBody
  /** Gives the connection back, also when not a byte was read; harmless when all is over. */
  close(): void
}

/** Where to go on, once some bytes are here. */
export type ResumePoint = {
  readonly first: number
  /** The last byte that is wanted; all to the end when absent. */
  readonly last?: number
  readonly validator: string
}

/** 60 s for each hop: some servers make a file before they answer. */
const ANSWER_TIMEOUT_MS = 60_000

/** How long the server of a link may take for its answer, and be silent within it. */
export type LinkLimits = { readonly connectTimeoutMs: number; readonly stallTimeoutMs?: number }

export type OpenIncoming = (
  task: DownloadTask,
  resume: ResumePoint | undefined,
  signal: AbortSignal,
) => Promise<Incoming>

/**
 * Opens what a pasted link leads to: with the stored key where the bucket is ours or may be read by
 * it, else as it is and without any credential.
 */
export function createOpenIncoming(deps: {
  clients: Clients
  web: WebTransport
  /** For links that are fetched as they are; asked at every request. */
  linkHeaders?: (() => LinkHeaders) | undefined
  /** For links that are fetched as they are; tests set shorter ones. */
  linkLimits?: (url: string) => LinkLimits
}): OpenIncoming {
  const { linkLimits = () => ({ connectTimeoutMs: ANSWER_TIMEOUT_MS }) } = deps
  const asItIs: OpenIncoming = async (task, resume, signal) => {
    const object = await openWebObject({
      transport: deps.web,
      url: task.url,
      ...deps.linkHeaders?.(),
      signal,
      explain: explainOss,
      ...linkLimits(task.url),
      ...(resume ? { from: resume } : {}),
    })
    const { head } = object
    const validator = head.etag?.startsWith('W/')
      ? head.lastModified
      : (head.etag ?? head.lastModified)
    return {
      first: object.status === 206 ? (object.range?.first ?? 0) : 0,
      ...(object.range ? { last: object.range.last } : {}),
      ...(head.sizeBytes === undefined ? {} : { sizeBytes: head.sizeBytes }),
      ...(head.crc64 ? { crc64: head.crc64 } : {}),
      ...(head.acceptsRanges && validator ? { validator } : {}),
      // Only OSS sends a CRC64, and OSS takes several connections well; of others we do not know.
      allowsRanges: head.acceptsRanges && head.crc64 !== undefined && head.etag === validator,
      ...(head.contentType ? { contentType: head.contentType } : {}),
      ...(head.contentDisposition ? { contentDisposition: head.contentDisposition } : {}),
      body: object.body,
      close: () => object.body.destroy(),
    }
  }

  return async (task, resume, signal) => {
    const { signed } = task
    if (!signed) return asItIs(task, resume, signal)
    try {
      const client = await clientFor(deps.clients, signed)
      return await openSigned(client, task, signed, resume, signal)
    } catch (thrown) {
      const refused = thrown instanceof AppError && thrown.code === 'OSS_ACCESS_DENIED'
      if (!refused || !signed.foreign || !/^https?:/.test(task.url)) throw thrown
      // Our key may not read a stranger's bucket, but the object may be public.
      return asItIs(task, resume, signal).catch((failure: unknown) => {
        // Only a refusal tells that it is not: an answer that was lost tells nothing.
        const mayPass = failure instanceof AppError && failure.info.retry === 'automatic'
        throw mayPass || isCancelled(failure) ? failure : thrown
      })
    }
  }
}

type Signed = NonNullable<DownloadTask['signed']>

async function clientFor(clients: Clients, signed: Signed): Promise<OssClient> {
  const own = await clients.of(signed.connectionId)
  if (!signed.foreign) return own
  // Without a region in the link (acceleration) the connection's is tried: the answer names the
  // right one, and the client follows it.
  const region = signed.region ?? own.target.region
  return clients.forBucket(signed.connectionId, { bucket: signed.bucket, region })
}

async function openSigned(
  client: OssClient,
  task: DownloadTask,
  signed: Signed,
  resume: ResumePoint | undefined,
  signal: AbortSignal,
): Promise<Incoming> {
  const range = resume && {
    first: resume.first,
    ifMatch: resume.validator,
    ...(resume.last === undefined ? {} : { last: resume.last }),
  }
  const query = contentQuery(task.url)
  const object = await client.get(signed.key, range, { signal, ...(query ? { query } : {}) })
  return fromOss(object, resume, query !== undefined)
}

/** Which version, and processed how: part of what the link means. */
function contentQuery(url: string): Record<string, string> | undefined {
  if (!url.includes('?')) return undefined
  const params = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams()
  const chosen = ['versionId', 'x-oss-process'].flatMap((name) => {
    const value = params.get(name)
    return value ? [[name, value] as const] : []
  })
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined
}

function fromOss(
  object: OpenObject,
  resume: ResumePoint | undefined,
  isDerived: boolean,
): Incoming {
  const { head, range } = object
  const isPart = object.status === 206
  if (isPart && (!range || !resume)) {
    // A part that does not say which one, or that nobody asked for, is of no use.
    object.body.destroy()
    throw new AppError('OSS_SERVER_ERROR', { status: 206 }, { retry: 'automatic' })
  }
  // A weak ETag names what looks alike, not what is the same byte for byte (RFC 9110, 13.1.5).
  const validator = head.etag.startsWith('W/') ? '' : head.etag
  if (isPart && resume && validator !== resume.validator) {
    // The condition was not looked at: these are bytes of another object.
    object.body.destroy()
    throw new AppError('OBJECT_CHANGED', {}, { retry: 'automatic' })
  }
  return {
    first: isPart && range ? range.first : 0,
    ...(isPart && range ? { last: range.last } : {}),
    allowsRanges: !isDerived && validator !== '',
    sizeBytes: head.sizeBytes,
    // The CRC is that of the stored object, not of a picture made from it.
    ...(head.crc64 && !isDerived ? { crc64: head.crc64 } : {}),
    ...(validator ? { validator } : {}),
    ...(head.contentType ? { contentType: head.contentType } : {}),
    ...(head.contentDisposition ? { contentDisposition: head.contentDisposition } : {}),
    body: object.body,
    close: () => object.body.destroy(),
  }
}

/** An OSS error body says more than its status, whether or not the request was ours to sign. */
function explainOss(refusal: WebRefusal): AppError | undefined {
  if (!refusal.headers['x-oss-request-id'] || !refusal.body.includes('<Error')) return undefined
  return ossErrorOf(refusal, {
    bucket: parseOssHost(refusal.host)?.bucket ?? '',
    host: refusal.host,
  })
}
