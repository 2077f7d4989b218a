import type { Authenticated } from './authenticate'
import { PRACTICE_OPERATIONS, type PracticeOperation } from './operations'
import { accessDenied, type ErrorDetail, type OssError } from './oss-error'
import type { PracticeBucket } from './practice-options'
import type { RequestTarget } from './request-target'

const PUBLIC_READS: ReadonlySet<PracticeOperation> = new Set([
  'GetObject',
  'HeadObject',
  'GetObjectMeta',
])

/**
 * @throws OssError AccessDenied when an anonymous request wants more than to read a public object,
 * or when the key lacks the permission; `AccessDeniedDetail` names the action
 */
export function assertAllowed(
  { credential }: Authenticated,
  operation: PracticeOperation,
  bucket: PracticeBucket | undefined,
): void {
  if (!credential) {
    if (bucket?.acl === 'public-read' && PUBLIC_READS.has(operation)) return
    throw accessDenied('Anonymous access is forbidden for this operation.', '0003-00000002')
  }
  const { permission, action } = PRACTICE_OPERATIONS[operation]
  if (!credential.permissions || credential.permissions.includes(permission)) return
  const detail: readonly ErrorDetail[] = [
    ['PolicyType', 'AccountLevelIdentityBasedPolicy'],
    ['AuthPrincipalType', 'SubUser'],
    ['AuthPrincipalDisplayName', 'practice'],
    ['NoPermissionType', 'ImplicitDeny'],
    ['AuthAction', action],
  ]
  const message = 'You have no right to access this object because of bucket acl.'
  throw accessDenied(message, '0003-00000001', [['AccessDeniedDetail', detail]])
}

/** @throws OssError AccessDenied with the right `<Endpoint>` when the host names another region */
export function assertEndpoint(
  { hostRegion }: RequestTarget,
  { name, region }: PracticeBucket,
): void {
  if (hostRegion === undefined || hostRegion === region) return
  throw wrongEndpoint(name, `oss-${region}.aliyuncs.com`)
}

/** The answer to a request that went to another region than the bucket's. */
export function wrongEndpoint(bucket: string, endpoint: string): OssError {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.'
  return accessDenied(message, '0003-00001403', [
    ['Bucket', bucket],
    ['Endpoint', endpoint],
  ])
}
