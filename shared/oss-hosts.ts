import { isBucketName } from './bucket-name'
import { isRegionId, signingRegion } from './oss-regions'

export { type BucketProblem, checkBucketName, isBucketName } from './bucket-name'
export { OSS_REGIONS, type OssRegion } from './oss-regions'

/** The ways of reaching a bucket. `internal` works inside Alibaba Cloud only; `s3` speaks S3. */
export type OssHostKind =
  | 'public'
  | 'internal'
  | 'accelerate'
  | 'accelerate-overseas'
  | 'dual-stack'
  | 's3'

/** What a genuine OSS host says. */
export type OssHost = {
  /** Absent for an endpoint, which names no bucket. */
  bucket?: string
  /** Region id for signatures, `cn-hangzhou`; absent for acceleration, which has none. */
  region?: string
  kind: OssHostKind
}

const ROOT = '.aliyuncs.com'

/**
 * Reads a host of the service, by exact form; anything else is `undefined`. This is the rule that
 * decides where a signature may go, so it matches whole labels from the right end and never looks
 * for a part. Upper case is folded; a trailing dot, a port, or any character but `a-z 0-9 - .` is
 * refused. Forms (oss-domain-names, regions-and-endpoints, use-aws-sdks-to-access-oss):
 *
 *     [bucket.]oss-<region>[-internal].aliyuncs.com      [bucket.]vpc100-oss-<region>.aliyuncs.com
 *     [bucket.]oss-accelerate[-overseas].aliyuncs.com    [bucket.]<region>.oss.aliyuncs.com
 *     [bucket.]s3.oss-…                                  [bucket.]oss[-internal].aliyuncs.com (old)
 */
export function parseOssHost(host: string): OssHost | undefined {
  if (!/^[a-zA-Z0-9.-]{1,253}$/.test(host)) return undefined
  const lower = host.toLowerCase()
  if (!lower.endsWith(ROOT)) return undefined
  const labels = lower.slice(0, -ROOT.length).split('.')
  const last = labels.pop() ?? ''
  const endpoint = last === 'oss' ? dualStackEndpoint(labels) : singleLabelEndpoint(last)
  if (!endpoint) return undefined
  if (labels.at(-1) === 's3' && endpoint.kind !== 'dual-stack') {
    labels.pop()
    endpoint.kind = 's3'
  }
  const bucket = labels.pop()
  if (bucket === undefined) return endpoint
  return labels.length === 0 && isBucketName(bucket) ? { bucket, ...endpoint } : undefined
}

/** `<region>.oss`; without a region it is the old name of Hangzhou. Takes the region off `labels`. */
function dualStackEndpoint(labels: string[]): OssHost {
  const last = labels.at(-1)
  if (last === undefined || !isRegionId(last)) return { kind: 'public', region: 'cn-hangzhou' }
  labels.pop()
  return { kind: 'dual-stack', region: signingRegion(last) }
}

function singleLabelEndpoint(label: string): OssHost | undefined {
  if (label === 'oss-accelerate') return { kind: 'accelerate' }
  if (label === 'oss-accelerate-overseas') return { kind: 'accelerate-overseas' }
  if (label === 'oss-internal') return { kind: 'internal', region: 'cn-hangzhou' }
  const match = /^(vpc100-)?oss-(.+?)(-internal)?$/.exec(label)
  const region = match?.[2]
  if (!match || region === undefined || !isRegionId(region)) return undefined
  return { kind: match[1] || match[3] ? 'internal' : 'public', region: signingRegion(region) }
}

/** The host of an endpoint, without scheme: `oss-cn-hangzhou.aliyuncs.com`. */
export function publicEndpoint(
  regionId: string,
  form: 'public' | 'internal' | 'accelerate' | 'accelerate-overseas' | 'dual-stack',
): string {
  switch (form) {
    case 'public':
      return `oss-${regionId}${ROOT}`
    case 'internal':
      return `oss-${regionId}-internal${ROOT}`
    case 'dual-stack':
      return `${regionId}.oss${ROOT}`
    case 'accelerate':
    case 'accelerate-overseas':
      return `oss-${form}${ROOT}`
  }
}
