import OSS from 'ali-oss'
import type { BlockSource } from '../bytes/block'
import type { OssCredentials, OssTarget } from './oss-types'
import type { Transport, TransportAnswer } from './transport'

/** One request as ali-oss understands it before signing (`Client.prototype.request`). */
export type SdkRequest = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'HEAD' | 'DELETE'
  readonly bucket: string
  readonly object?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly subres?: string | Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly content?: Buffer | string
  readonly stream?: BlockSource
  readonly mime?: string
  readonly disabledMD5?: boolean
  readonly xmlResponse?: boolean
  readonly customResponse?: boolean
  readonly successStatuses: readonly number[]
}

/**
 * The few members of the SDK that we use: it signs requests and links and reads XML. The published
 * types (`@types/ali-oss`) know neither `request` nor `urllib`, hence this shape and the one cast.
 */
export type Sdk = {
  readonly options: { amendTimeSkewed?: number }
  request(params: SdkRequest): Promise<Omit<TransportAnswer, 'data'> & { data: unknown }>
  /** The address of an object, without a query. */
  _getReqUrl(object: { bucket: string; object: string }): string
  signatureUrl(
    key: string,
    options: { method: 'GET'; expires: number; response?: Record<string, string> },
  ): string
}

/** Where the region is unknown ali-oss silently signs for this one, and so do we. */
export const DEFAULT_REGION = 'cn-hangzhou'

/**
 * A client of ali-oss whose HTTP goes through `transport`. `retryMax` is 0 and no SDK time-out is
 * used: the SDK's are totals that cut healthy slow transfers, and its retries know no classes.
 */
export function createSdk(
  target: OssTarget,
  credentials: OssCredentials,
  transport: Transport,
): Sdk {
  const options = {
    accessKeyId: credentials.keyId,
    accessKeySecret: credentials.keySecret,
    ...(credentials.stsToken ? { stsToken: credentials.stsToken, refreshSTSTokenInterval: 1 } : {}),
    bucket: target.bucket,
    endpoint: target.endpoint,
    // V1 does not sign the region at all, and the SDK wants one.
    region: `oss-${target.region || DEFAULT_REGION}`,
    secure: target.endpoint.startsWith('https:'),
    authorizationV4: target.signatureVersion === 'v4',
    cname: target.addressing === 'cname',
    sldEnable: target.addressing === 'path-style',
    retryMax: 0,
    urllib: transport,
  }
  return new OSS(options as OSS.Options) as unknown as Sdk
}
