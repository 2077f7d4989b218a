import type { ConnectionFields } from '../../shared/connection'
import type { OssTarget } from '../oss/oss-types'

/** What the OSS client needs of a connection's fields. */
export function targetOf(fields: ConnectionFields): OssTarget {
  const { endpoint, addressing, bucket, region, signatureVersion } = fields
  return { endpoint, addressing, bucket, region, signatureVersion }
}

/** The address of the bucket itself, as its requests are written. */
export function bucketUrlOf(target: OssTarget): string {
  const { protocol, host } = new URL(target.endpoint)
  switch (target.addressing) {
    case 'virtual-host':
      return `${protocol}//${target.bucket}.${host}/`
    case 'path-style':
      return `${protocol}//${host}/${target.bucket}`
    case 'cname':
      return `${protocol}//${host}/`
  }
}
