import type { ConnectionFields } from '../../shared/connection'
import { proxyHostPort } from '../../shared/proxy-address'
import { AppError } from '../errors/app-error'
import type { ChooseProxy } from '../network/choose-proxy'
import { bucketUrlOf, targetOf } from './oss-target'
import type { Probe } from './probe'

/** Twice what a connection may take: to the proxy, and through it. */
const TRY_TIMEOUT_MS = 30_000

/** What came of a try. */
export type NetworkTrial = {
  readonly host: string
  /** `proxy.example:8080`; absent where the way is straight. */
  readonly proxy?: string
  /** Whether what answered bears the marks of OSS. */
  readonly isOss: boolean
}

/**
 * One plain request to a bucket's address, the way that transfers would take now. No key is used.
 * @throws AppError PROXY_* | TLS_* | TIMED_OUT | other failures of the network
 */
export async function tryNetwork(
  deps: { readonly chooseProxy: ChooseProxy; readonly probe: Probe; readonly timeoutMs?: number },
  fields: ConnectionFields,
): Promise<NetworkTrial> {
  const url = new URL(bucketUrlOf(targetOf(fields)))
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), deps.timeoutMs ?? TRY_TIMEOUT_MS)
  try {
    const proxy = await deps.chooseProxy(url)
    const { isOss } = await deps.probe(url.href, late.signal)
    return { host: url.hostname, isOss, ...(proxy ? { proxy: proxyHostPort(proxy) } : {}) }
  } catch (cause) {
    if (!late.signal.aborted) throw cause
    throw new AppError('TIMED_OUT', { host: url.hostname }, { retry: 'manual', cause })
  } finally {
    clearTimeout(timer)
  }
}
