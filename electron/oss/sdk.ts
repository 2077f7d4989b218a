import OSS from 'ali-oss'
import type { OssCredentials, OssTarget } from './oss-types'

/** Headers as they are signed and sent. */
export type SignedHeaders = Record<string, string | number>

/**
 * The few members of the SDK that we use: it signs requests and links, spells addresses and reads
 * XML. The published types (`@types/ali-oss`) do not know them all, hence this shape and the one cast.
 */
export type Sdk = {
  /** The Authorization header under V1. @param subres the part of the query that is signed */
  authorization(
    method: string,
    resource: string,
    subres: SubResource | undefined,
    headers: SignedHeaders,
  ): string
  _getResource(of: { bucket: string; object?: string | undefined }): string
  /** The address, without a query where none is given. */
  _getReqUrl(of: {
    bucket: string
    object?: string | undefined
    query?: Readonly<Record<string, string | number>> | undefined
    subres?: SubResource | undefined
  }): string
  /** Lists of one element are that element, empty ones are absent, and everything is text. */
  parseXML(xml: Buffer | string): Promise<unknown>
  signatureUrl(
    key: string,
    options: { method: 'GET'; expires: number; response?: Record<string, string> },
  ): string
}

/** `uploads`, or parameters that belong to the resource and so to the signature. */
export type SubResource = string | Readonly<Record<string, string | number>>

/** Where the region is unknown ali-oss silently signs for this one, and so do we. */
export const DEFAULT_REGION = 'cn-hangzhou'

/** A client of ali-oss for signing; it never sends anything itself (`signed-request.ts` says why). */
export function createSdk(target: OssTarget, credentials: OssCredentials): Sdk {
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
  }
  return new OSS(options as OSS.Options) as unknown as Sdk
}
