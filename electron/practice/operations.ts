import { notImplemented, OssError } from './oss-error'
import type { PracticePermission } from './practice-options'
import type { Query } from './query-string'

/** Every call that the server speaks, with the permission and the RAM action it needs. */
export const PRACTICE_OPERATIONS = {
  ListBuckets: { permission: 'info', action: 'oss:ListBuckets' },
  ListObjects: { permission: 'list', action: 'oss:ListObjects' },
  ListObjectsV2: { permission: 'list', action: 'oss:ListObjects' },
  GetBucketInfo: { permission: 'info', action: 'oss:GetBucketInfo' },
  GetBucketLocation: { permission: 'info', action: 'oss:GetBucketLocation' },
  GetBucketAcl: { permission: 'acl', action: 'oss:GetBucketAcl' },
  ListMultipartUploads: { permission: 'list-uploads', action: 'oss:ListMultipartUploads' },
  DeleteMultipleObjects: { permission: 'delete', action: 'oss:DeleteObject' },
  GetObject: { permission: 'get', action: 'oss:GetObject' },
  HeadObject: { permission: 'get', action: 'oss:GetObject' },
  GetObjectMeta: { permission: 'get', action: 'oss:GetObject' },
  GetObjectAcl: { permission: 'acl', action: 'oss:GetObjectAcl' },
  PutObject: { permission: 'put', action: 'oss:PutObject' },
  CopyObject: { permission: 'put', action: 'oss:PutObject' },
  DeleteObject: { permission: 'delete', action: 'oss:DeleteObject' },
  InitiateMultipartUpload: { permission: 'put', action: 'oss:PutObject' },
  UploadPart: { permission: 'put', action: 'oss:PutObject' },
  CompleteMultipartUpload: { permission: 'put', action: 'oss:PutObject' },
  AbortMultipartUpload: { permission: 'abort', action: 'oss:AbortMultipartUpload' },
  ListParts: { permission: 'list-parts', action: 'oss:ListParts' },
} as const satisfies Record<string, { permission: PracticePermission; action: string }>

export type PracticeOperation = keyof typeof PRACTICE_OPERATIONS

/** What tells the calls apart. */
export type OperationSigns = {
  readonly method: string
  readonly bucket: string
  readonly key: string
  readonly query: Query
  readonly copySource: boolean
}

/** Sub-resources of the service that exist but are not spoken here. */
const UNSUPPORTED = [
  'append',
  'restore',
  'symlink',
  'tagging',
  'lifecycle',
  'policy',
  'versions',
  'x-oss-process',
] as const

function methodNotAllowed(method: string): OssError {
  const message = 'The specified method is not allowed against this resource.'
  return new OssError(405, 'MethodNotAllowed', message, { details: [['Method', method]] })
}

function bucketOperation({ method, query }: OperationSigns): PracticeOperation {
  if (method === 'POST' && query.has('delete')) return 'DeleteMultipleObjects'
  if (method !== 'GET') throw methodNotAllowed(method)
  if (query.has('bucketInfo')) return 'GetBucketInfo'
  if (query.has('location')) return 'GetBucketLocation'
  if (query.has('acl')) return 'GetBucketAcl'
  if (query.has('uploads')) return 'ListMultipartUploads'
  return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects'
}

function objectOperation({ method, query, copySource }: OperationSigns): PracticeOperation {
  switch (method) {
    case 'GET':
      if (query.has('uploadId')) return 'ListParts'
      if (query.has('acl')) return 'GetObjectAcl'
      return query.has('objectMeta') ? 'GetObjectMeta' : 'GetObject'
    case 'HEAD':
      return query.has('objectMeta') ? 'GetObjectMeta' : 'HeadObject'
    case 'PUT':
      if (query.has('acl')) throw notImplemented('acl')
      if (query.has('partNumber') || query.has('uploadId')) {
        if (copySource) throw notImplemented('x-oss-copy-source')
        return 'UploadPart'
      }
      return copySource ? 'CopyObject' : 'PutObject'
    case 'POST':
      if (query.has('uploads')) return 'InitiateMultipartUpload'
      if (query.has('uploadId')) return 'CompleteMultipartUpload'
      throw methodNotAllowed(method)
    case 'DELETE':
      return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject'
    default:
      throw methodNotAllowed(method)
  }
}

/**
 * Names the call that a request makes.
 * @throws OssError MethodNotAllowed | NotImplemented
 */
export function readOperation(signs: OperationSigns): PracticeOperation {
  const unsupported = UNSUPPORTED.find((name) => signs.query.has(name))
  if (unsupported) throw notImplemented(unsupported)
  if (signs.bucket === '') {
    if (signs.method !== 'GET') throw methodNotAllowed(signs.method)
    return 'ListBuckets'
  }
  return signs.key === '' ? bucketOperation(signs) : objectOperation(signs)
}
