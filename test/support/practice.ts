import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OSS from 'ali-oss'
import { newPracticeAccount } from '../../electron/practice/practice-account'
import {
  type PracticeBucket,
  type PracticeCredential,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../electron/practice/practice-server'

/** Options of ali-oss 6.23.0 that its types do not know. */
export type OssClientOptions = Partial<OSS.Options> & {
  /** V4 signatures instead of V1. */
  readonly v4?: boolean
  readonly sldEnable?: boolean
  readonly headerEncoding?: 'utf-8' | 'latin1'
  readonly amendTimeSkewed?: number
  readonly agent?: unknown
  readonly urllib?: unknown
}

/** What answers of ali-oss carry that its types hide. */
export type OssResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** Calls of ali-oss 6.23.0 that its types lack, or whose options they narrow too far. */
type UntypedCalls = {
  getObjectMeta(name: string, options?: object): Promise<{ status: number; res: OssResponse }>
  uploadPart(
    name: string,
    uploadId: string,
    partNumber: number,
    file: unknown,
    start: number,
    end: number,
    options?: object,
  ): Promise<{ name: string; etag: string; res: OssResponse }>
  copy(
    name: string,
    source: string,
    bucketOrOptions?: string | object,
    options?: object,
  ): Promise<{ data: { etag: string; lastModified: string }; res: OssResponse }>
  get(name: string, fileOrOptions?: string | object): Promise<{ content: Buffer; res: OssResponse }>
  head(
    name: string,
    options?: object,
  ): Promise<{ status: number; meta: object | null; res: OssResponse }>
  put(name: string, file: unknown, options?: object): Promise<{ name: string; res: OssResponse }>
  signatureUrlV4(
    method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE',
    expiresSeconds: number,
    request: { headers?: object; queries?: object } | undefined,
    name: string,
    additionalHeaders?: readonly string[],
  ): Promise<string>
  getACL(name: string): Promise<{ acl: string }>
  listParts(
    name: string,
    uploadId: string,
    query?: object,
  ): Promise<{
    parts: readonly Readonly<Record<string, string>>[] | Readonly<Record<string, string>>
    isTruncated: string
    nextPartNumberMarker: string
  }>
}
export type OssClient = Omit<OSS, keyof UntypedCalls> & UntypedCalls

/** What ali-oss throws. */
export type OssFailure = {
  readonly name: string
  readonly code?: string
  readonly status?: number
  readonly requestId?: string
  readonly ecCode?: string
  readonly message: string
  readonly res?: OssResponse
}

/** A server in a folder of its own, with one bucket and one made-up key. */
export type PracticeRig = {
  readonly server: PracticeServer
  readonly rootFolder: string
  readonly bucket: string
  readonly region: string
  readonly credential: PracticeCredential
  /** Everything that made the server answer 500, for tests to look at. */
  readonly internalErrors: readonly unknown[]
  /** An unmodified ali-oss, path-style by default. */
  ossClient(options?: OssClientOptions): OssClient
  /** Ends the server and starts another in the same folder. The port changes. */
  restart(): Promise<void>
  /** Ends the server and removes the folder. */
  cleanup(): Promise<void>
}

/** What a test may choose; the rest is made up. */
export type PracticeRigOptions = Partial<Omit<PracticeServerOptions, 'credentials'>> & {
  readonly credential?: Partial<PracticeCredential>
  readonly moreCredentials?: readonly PracticeCredential[]
  readonly bucket?: Partial<PracticeBucket>
  readonly moreBuckets?: readonly PracticeBucket[]
}

/** Starts a practice server for a test; call `cleanup` in the end. */
export async function startPracticeRig(options: PracticeRigOptions = {}): Promise<PracticeRig> {
  const { credential, moreCredentials = [], bucket, moreBuckets = [], ...serverOptions } = options
  const account = newPracticeAccount(randomBytes)
  const rootFolder = await mkdtemp(join(tmpdir(), 'practice-'))
  const ownKey = { keyId: account.keyId, keySecret: account.keySecret, ...credential }
  const ownBucket = { name: account.bucket, region: account.region, ...bucket }
  const internalErrors: unknown[] = []
  const start = () =>
    startPracticeServer({
      rootFolder,
      onInternalError: (cause) => internalErrors.push(cause),
      ...serverOptions,
      buckets: serverOptions.buckets ?? [ownBucket, ...moreBuckets],
      credentials: [ownKey, ...moreCredentials],
    })
  let server = await start()
  return {
    get server() {
      return server
    },
    rootFolder,
    bucket: ownBucket.name,
    region: ownBucket.region,
    credential: ownKey,
    internalErrors,
    ossClient({ v4 = true, ...more } = {}) {
      const clientOptions: unknown = {
        accessKeyId: ownKey.keyId,
        accessKeySecret: ownKey.keySecret,
        // With both refresh options missing ali-oss warns on the console.
        ...(ownKey.securityToken === undefined
          ? {}
          : { stsToken: ownKey.securityToken, refreshSTSTokenInterval: 86_400_000 }),
        bucket: ownBucket.name,
        region: `oss-${ownBucket.region}`,
        endpoint: `http://localhost:${server.port}`,
        sldEnable: true,
        authorizationV4: v4,
        ...more,
      }
      const client: unknown = new OSS(clientOptions as OSS.Options)
      return client as OssClient
    },
    async restart() {
      await server.close()
      server = await start()
    },
    async cleanup() {
      await server.close()
      await rm(rootFolder, { recursive: true, force: true })
    },
  }
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<OssFailure> {
  const failure: unknown = await call.then(
    () => {
      throw new Error('The call was expected to fail.')
    },
    (cause: unknown) => cause,
  )
  return failure as OssFailure
}
