import type { OssClient, OssTarget } from '../../electron/oss/oss-types'

/** A client that answers what a test says, and fails the test when asked for anything else. */
export type ScriptedOssClient = OssClient & {
  /** `list`, `head some/key` ... in the order of the calls. */
  readonly calls: string[]
  isClosed: boolean
}

/** @param answers the calls that a test expects; each may throw what OSS would have been explained as */
export function scriptedOssClient(
  target: OssTarget,
  answers: Partial<OssClient>,
): ScriptedOssClient {
  const unexpected = (call: string) => (): never => {
    throw new Error(`The test did not expect ${call}`)
  }
  const script: OssClient = {
    target,
    head: unexpected('head'),
    list: unexpected('list'),
    put: unexpected('put'),
    get: unexpected('get'),
    delete: unexpected('delete'),
    initiateMultipart: unexpected('initiateMultipart'),
    uploadPart: unexpected('uploadPart'),
    completeMultipart: unexpected('completeMultipart'),
    abortMultipart: unexpected('abortMultipart'),
    listParts: unexpected('listParts'),
    listMultipartUploads: unexpected('listMultipartUploads'),
    signUrl: unexpected('signUrl'),
    serverNowMs: Date.now,
    close: () => undefined,
    ...answers,
  }
  const client: ScriptedOssClient = {
    ...script,
    calls: [],
    isClosed: false,
    head(key, options) {
      client.calls.push(`head ${key}`)
      return script.head(key, options)
    },
    list(query, options) {
      client.calls.push(`list ${query.prefix ?? ''}`)
      return script.list(query, options)
    },
    initiateMultipart(key, headers, options) {
      client.calls.push(`initiate ${key}`)
      return script.initiateMultipart(key, headers, options)
    },
    abortMultipart(key, uploadId, options) {
      client.calls.push(`abort ${key} ${uploadId}`)
      return script.abortMultipart(key, uploadId, options)
    },
    close() {
      client.isClosed = true
      script.close()
    },
  }
  return client
}
