/** A further element of an error's XML: text, or elements in it. */
export type ErrorDetail = readonly [name: string, value: string | readonly ErrorDetail[]]

/** What an error may carry besides code and message. */
export type OssErrorMore = {
  /** Fine-grained code of the service (`<EC>` and `x-oss-ec`); for explaining, never for deciding. */
  readonly ec?: string
  readonly details?: readonly ErrorDetail[]
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer of the service that is not a success. Thrown anywhere, written in one place. */
export class OssError extends Error {
  readonly status: number
  readonly code: string
  readonly more: OssErrorMore

  constructor(status: number, code: string, message: string, more: OssErrorMore = {}) {
    super(message)
    this.name = 'OssError'
    this.status = status
    this.code = code
    this.more = more
  }
}

/** The client is gone: there is nobody to answer. */
export class ConnectionGone extends Error {
  constructor() {
    super('The connection ended before the request did.')
    this.name = 'ConnectionGone'
  }
}

/** 400 InvalidArgument with the argument's name and value, as the service gives them. */
export function invalidArgument(message: string, name?: string, value?: string, ec?: string) {
  const details: ErrorDetail[] = []
  if (name !== undefined) details.push(['ArgumentName', name], ['ArgumentValue', value ?? ''])
  return new OssError(400, 'InvalidArgument', message, { details, ...(ec ? { ec } : {}) })
}

/** 403 AccessDenied with a message of its own. */
export function accessDenied(message: string, ec: string, details: readonly ErrorDetail[] = []) {
  return new OssError(403, 'AccessDenied', message, { ec, details })
}

export function noSuchKey(key: string) {
  return new OssError(404, 'NoSuchKey', 'The specified key does not exist.', {
    ec: '0026-00000001',
    details: [['Key', key]],
  })
}

export function noSuchBucket(bucket: string) {
  return new OssError(404, 'NoSuchBucket', 'The specified bucket does not exist.', {
    ec: '0015-00000101',
    details: [['BucketName', bucket]],
  })
}

export function noSuchUpload(uploadId: string) {
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.'
  return new OssError(404, 'NoSuchUpload', message, {
    ec: '0042-00000002',
    details: [['UploadId', uploadId]],
  })
}

export function fileAlreadyExists() {
  const message = 'The object you specified already exists and can not be overwritten.'
  return new OssError(409, 'FileAlreadyExists', message, { ec: '0026-00000002' })
}

export function notImplemented(what: string) {
  const message =
    'A header or parameter you provided implies functionality that is not implemented.'
  return new OssError(501, 'NotImplemented', message, { details: [['Header', what]] })
}
