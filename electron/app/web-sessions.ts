import type { Certificate, Session } from 'electron'
import type { NetworkSettings } from '../../shared/network-settings'
import { chromiumProxyOf } from '../network/chromium-rules'
import type { ProxyLogin } from '../network/proxy'
import { isTrustedChain } from '../network/trusted-chain'

/** How public links are reached, as settings and vault have it now. */
export type WebWay = {
  readonly settings: () => NetworkSettings
  /** Trusted besides those of the system; PEM. */
  readonly authorities: () => readonly string[]
  readonly login: () => Promise<ProxyLogin | undefined>
  /** Another one after each change of what the others give. */
  readonly version: () => number
}

/** What of Electron's session is used. */
export type WebSession = Pick<Session, 'setProxy' | 'setCertificateVerifyProc'>

/** `net::ERR_CERT_AUTHORITY_INVALID` (net_error_list.h). */
const AUTHORITY_INVALID = -202
/** Answers of the certificate check: take it, or take Chromium's own verdict. */
const ACCEPT = 0
const AS_CHROMIUM_SAYS = -3
/** No chain is longer; some make a circle of their last link. */
const MAX_CHAIN = 20

/**
 * The session of public links: in memory alone (no `persist:`), with no cookie of its own or of the
 * page, and a new one after each change. So nothing that the old way learned is left: no open
 * connection, no proxy password, no verdict on a certificate. Requests of the old way end theirs.
 */
export function createWebSessions<S extends WebSession>(
  fromPartition: (partition: string) => S,
  way: WebWay,
): () => Promise<S> {
  let current: { readonly version: number; readonly session: Promise<S> } | undefined
  let count = 0

  async function open(): Promise<S> {
    const proxy = chromiumProxyOf(way.settings())
    count += 1
    const session = fromPartition(`web-downloads-${count}`)
    const authorities = way.authorities()
    if (authorities.length > 0) trust(session, authorities)
    await session.setProxy(proxy)
    return session
  }

  return () => {
    const version = way.version()
    if (current?.version !== version) current = { version, session: open() }
    return current.session
  }
}

/**
 * Lets the person's authorities vouch where Chromium knows nobody who does. Every other verdict,
 * good or bad, stays Chromium's; and since it tells only the worst of several faults, host name,
 * dates and purpose are looked at again.
 */
function trust(session: WebSession, authorities: readonly string[]): void {
  session.setCertificateVerifyProc((request, answer) => {
    const isOurs =
      request.errorCode === AUTHORITY_INVALID &&
      isTrustedChain({
        chain: chainOf(request.certificate),
        host: request.hostname,
        authorities,
        nowMs: Date.now(),
      })
    answer(isOurs ? ACCEPT : AS_CHROMIUM_SAYS)
  })
}

/** As the server sent it. */
function chainOf(certificate: Certificate): readonly string[] {
  const chain: string[] = []
  let next: Certificate | undefined = certificate
  while (next && chain.length < MAX_CHAIN) {
    chain.push(next.data)
    next = next.issuerCert
  }
  return chain
}
