import type { createAuthenticate } from './authenticate'
import { assertAllowed, assertEndpoint } from './authorize'
import { type Exchange, sendError } from './exchange'
import { type createFaultSource, type Faults, resetConnection, waitWithClient } from './faults'
import { HANDLERS } from './handlers/all-handlers'
import { listBuckets } from './handlers/bucket-info'
import type { ServiceCall, World } from './handlers/call'
import { assertObjectKey } from './object-key-rule'
import { readOperation } from './operations'
import { accessDenied, ConnectionGone, noSuchBucket, OssError } from './oss-error'
import { parseRequestUrl } from './query-string'
import { type HostRule, readTargets } from './request-target'

/** The parts that a request passes through. */
export type RequestPath = {
  readonly world: World
  readonly hostRule: HostRule
  readonly authenticate: ReturnType<typeof createAuthenticate>
  readonly faultsOf: ReturnType<typeof createFaultSource>
  readonly onInternalError: (cause: unknown) => void
}

/** @returns true when the fault took the place of the work */
async function suffersAtOnce(exchange: Exchange, faults: Faults): Promise<boolean> {
  const delay = faults.find('delay')
  if (delay) await waitWithClient(exchange.request, delay.milliseconds)
  if (faults.find('reset')) {
    resetConnection(exchange.request)
    return true
  }
  const answer = faults.find('respond')
  if (!answer) return false
  const { status, code, message = 'A fault on purpose.', headers = {}, endpoint } = answer
  throw new OssError(status, code, message, {
    headers,
    details: endpoint === undefined ? [] : [['Endpoint', endpoint]],
  })
}

async function answer(exchange: Exchange, path: RequestPath): Promise<void> {
  const { request } = exchange
  const { method = '', headers, url = '' } = request
  const parsed = parseRequestUrl(url)
  const [first, ...others] = readTargets(headers.host, parsed.path, path.hostRule)
  if (!first) throw accessDenied('The Host header does not belong to this server.', '0003-00001401')
  const { query } = parsed
  const copySource = headers['x-oss-copy-source'] !== undefined
  const guess = readOperation({ method, query, copySource, bucket: first.bucket, key: first.key })
  const part = query.get('partNumber')
  const uploadId = query.get('uploadId')
  exchange.faults = path.faultsOf({
    operation: guess,
    method,
    bucket: first.bucket,
    key: first.key,
    ...(part === undefined ? {} : { partNumber: Number(part) }),
    ...(uploadId === undefined ? {} : { uploadId }),
    headers,
  })
  if (await suffersAtOnce(exchange, exchange.faults)) return

  const signed = { method, headers, query }
  const who = path.authenticate(signed, [first, ...others], exchange.receivedMs)
  const { bucket, key } = who.target
  const operation = readOperation({ method, query, copySource, bucket, key })
  const call: ServiceCall = { world: path.world, exchange, query, credential: who.credential }
  if (operation === 'ListBuckets') {
    assertAllowed(who, operation, undefined)
    return listBuckets(call)
  }
  const store = path.world.stores.get(bucket)
  if (!store) throw noSuchBucket(bucket)
  assertEndpoint(who.target, store.bucket)
  assertAllowed(who, operation, store.bucket)
  if (key !== '') assertObjectKey(key)
  await HANDLERS[operation]({ ...call, store, key })
}

/** Answers one request; every failure ends in an answer or in a closed connection. */
export async function handleRequest(exchange: Exchange, path: RequestPath): Promise<void> {
  try {
    await answer(exchange, path)
  } catch (cause) {
    const { request, response } = exchange
    if (cause instanceof ConnectionGone || response.headersSent) {
      request.socket.destroy()
      return
    }
    if (!(cause instanceof OssError)) path.onInternalError(cause)
    const message = 'We encountered an internal error. Please try again.'
    const known = cause instanceof OssError ? cause : new OssError(500, 'InternalError', message)
    sendError(exchange, known)
  }
}
