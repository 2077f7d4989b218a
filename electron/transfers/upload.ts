import type { UploadFile } from '../files/open-upload'
import type { SourceFile } from '../files/source-file'
import type { OssClient, UploadHeaders } from '../oss/oss-types'
import type { RunContext } from './job'
import type { Wait } from './retrying'

/** One file on its way to one key. */
export type Upload = {
  readonly client: OssClient
  readonly source: UploadFile
  readonly key: string
  readonly headers: UploadHeaders
  readonly context: RunContext
  /** How the time between two tries of a piece passes; undefined for real time. */
  readonly wait: Wait | undefined
}

/** One that is sent while it is read. */
export type LargeUpload = Upload & { readonly source: SourceFile }

/** What the server has after a PUT or Complete that it answered with success. */
export type Stored = {
  readonly etag: string
  /** Of the bytes that we read and sent. */
  readonly crc64: string
  /** What the server says of the bytes that it has; absent where it says nothing. */
  readonly serverCrc64?: string | undefined
}
