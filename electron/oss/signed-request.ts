import { createHash } from 'node:crypto'
import type { BlockSource } from '../bytes/block'
import { createAuthorizationV4 } from './authorization-v4'
import { CONTENT_MD5 } from './object-head'
import type { OssCredentials, OssTarget } from './oss-types'
import type { Sdk, SignedHeaders, SubResource } from './sdk'
import { compactDate, UNSIGNED_PAYLOAD } from './signing-v4'
import type { TransportRequest } from './transport'

/** One request before it is signed. */
export type OssRequest = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'HEAD' | 'DELETE'
  readonly object?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly subres?: SubResource
  readonly query?: Readonly<Record<string, string | number>>
  readonly content?: Buffer | string
  /** A body that is sent piece by piece, opened for each sending; its length is among the headers. */
  readonly open?: () => BlockSource
  /** The answer is XML, to be read into `data`. */
  readonly xmlResponse?: boolean
  /** The answer's body is left unread for the caller. */
  readonly customResponse?: boolean
  readonly successStatuses?: readonly number[]
}

const USER_AGENT = 'oss-courier'

/** Signs requests to one bucket. @param nowMs the server's time, milliseconds since 1970 */
export type SignRequest = (
  request: OssRequest,
  nowMs: number,
) => { readonly url: string; readonly sent: TransportRequest }

/**
 * Signs as ali-oss does, for our own HTTP to send. The SDK's own `request` knows no AbortSignal,
 * rewrites errors, cuts healthy slow transfers by a total time, and costs more for a small file than
 * everything else: the date by `dateformat`, the address by `url.format`, the type by a table that
 * was asked already, and an AsyncLocalStorage to find the call again, which slows down every promise
 * of the process.
 */
export function createSignRequest(
  sdk: Sdk,
  target: OssTarget,
  credentials: OssCredentials,
): SignRequest {
  const { bucket } = target
  const { stsToken } = credentials
  const isV4 = target.signatureVersion === 'v4'
  const authorizationV4 = createAuthorizationV4(target, credentials)
  const addressOf = createAddressOf(sdk, bucket)

  return (request, nowMs) => {
    const { method, object, subres, query, content } = request
    const date = isV4 ? compactDate(nowMs) : new Date(nowMs).toUTCString()
    const headers: SignedHeaders = {
      'User-Agent': USER_AGENT,
      'x-oss-date': date,
      ...(isV4 ? { 'x-oss-content-sha256': UNSIGNED_PAYLOAD } : {}),
      ...(stsToken ? { 'x-oss-security-token': stsToken } : {}),
      ...request.headers,
      ...(content === undefined ? {} : lengthAndMd5(content, request.headers?.[CONTENT_MD5])),
    }
    headers.authorization = isV4
      ? authorizationV4({ method, key: object, headers, query: queriesOf(subres, query), date })
      : sdk.authorization(method, sdk._getResource({ bucket, object }), subres, headers)
    return {
      url: addressOf(request),
      sent: {
        method,
        headers,
        ...(content === undefined ? {} : { content }),
        ...(request.open ? { stream: request.open() } : {}),
        ...(request.customResponse ? { customResponse: true } : {}),
      },
    }
  }
}

/**
 * The address of a request, as ali-oss writes it. Its `_getReqUrl` takes an address apart and puts it
 * together again for each request; for an object alone all but the key is always the same.
 */
export function createAddressOf(
  sdk: Pick<Sdk, '_getReqUrl'>,
  bucket: string,
): (request: Pick<OssRequest, 'object' | 'query' | 'subres'>) => string {
  const bucketAddress = sdk._getReqUrl({ bucket })
  return ({ object, query, subres }) =>
    object === undefined || query || subres
      ? sdk._getReqUrl({ bucket, object, query, subres })
      : bucketAddress + encodeURIComponent(object).replaceAll('%2F', '/')
}

function lengthAndMd5(content: Buffer | string, md5: string | number | undefined): SignedHeaders {
  return {
    'Content-Length': Buffer.byteLength(content),
    [CONTENT_MD5]: md5 ?? createHash('md5').update(content).digest('base64'),
  }
}

/** Everything behind the `?`; null is a name without a value. */
function queriesOf(
  subres: SubResource | undefined,
  query: OssRequest['query'],
): Record<string, string | number | null> {
  if (typeof subres === 'string') return { [subres]: null, ...query }
  const named = Object.entries(subres ?? {}).map(([name, value]) => [
    name,
    value === '' ? null : value,
  ])
  return { ...Object.fromEntries(named), ...query }
}
