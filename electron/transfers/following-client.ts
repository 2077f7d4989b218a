import type { NamedEndpoint } from '../../shared/named-endpoint'
import { AppError } from '../errors/app-error'
import type { OssClient, OssTarget } from '../oss/oss-types'

/** Which endpoint of those that a server names may be followed; undefined for none. */
export type EndpointRule = (named: string, current: string) => NamedEndpoint | undefined

/**
 * A client that goes to the endpoint which the service names when it says "wrong endpoint", repeats
 * the call there once, and stays there when the bucket answers.
 * @param onFound told when a call has come through at another endpoint
 */
export function followingClient(deps: {
  target: OssTarget
  connect: (target: OssTarget) => OssClient
  rule: EndpointRule
  onFound: (target: OssTarget) => void
}): OssClient {
  let current = deps.connect(deps.target)

  async function call<T>(work: (client: OssClient) => Promise<T>): Promise<T> {
    const asked = current
    try {
      return await work(asked)
    } catch (thrown) {
      const target = otherTarget(thrown, asked.target, deps.rule)
      if (target === undefined) throw thrown
      const other = deps.connect(target)
      const found = () => {
        if (current !== asked) return
        current = other
        deps.onFound(target)
      }
      return await work(other).then(
        (answer) => {
          found()
          return answer
        },
        (second) => {
          if (isAnswerOfBucket(second)) found()
          throw second
        },
      )
    }
  }

  return {
    get target() {
      return current.target
    },
    head: (...args) => call((client) => client.head(...args)),
    list: (...args) => call((client) => client.list(...args)),
    put: (...args) => call((client) => client.put(...args)),
    get: (...args) => call((client) => client.get(...args)),
    delete: (...args) => call((client) => client.delete(...args)),
    initiateMultipart: (...args) => call((client) => client.initiateMultipart(...args)),
    uploadPart: (...args) => call((client) => client.uploadPart(...args)),
    completeMultipart: (...args) => call((client) => client.completeMultipart(...args)),
    abortMultipart: (...args) => call((client) => client.abortMultipart(...args)),
    listParts: (...args) => call((client) => client.listParts(...args)),
    listMultipartUploads: (...args) => call((client) => client.listMultipartUploads(...args)),
    signUrl: (...args) => current.signUrl(...args),
    serverNowMs: () => current.serverNowMs(),
    close: () => current.close(),
  }
}

function otherTarget(
  thrown: unknown,
  current: OssTarget,
  rule: EndpointRule,
): OssTarget | undefined {
  if (!(thrown instanceof AppError) || thrown.code !== 'OSS_WRONG_ENDPOINT') return undefined
  const named = rule(String(thrown.info.params.endpoint ?? ''), current.endpoint)
  return named && { ...current, ...named }
}

/** Refusals that only the right endpoint gives, "no such key" for one. */
function isAnswerOfBucket(thrown: unknown): boolean {
  if (!(thrown instanceof AppError)) return false
  return thrown.info.oss !== undefined && thrown.code !== 'OSS_WRONG_ENDPOINT'
}
