import type { ConnectionSecret, ConnectionSummary } from '../../shared/connection'
import { namedEndpoint } from '../../shared/named-endpoint'
import { loadOssClient } from '../oss/load-oss-client'
import type { OssClient, OssTarget } from '../oss/oss-types'
import type { ServerClocks } from '../oss/server-clock'
import type { Transport } from '../oss/transport'
import { type EndpointRule, followingClient } from './following-client'

/** The part of the vault that clients are made from. */
export type SecretSource = {
  withSecret<T>(
    connectionId: string,
    use: (connection: {
      summary: ConnectionSummary
      secret: ConnectionSecret
      version: number
    }) => Promise<T>,
  ): Promise<T>
}

/** A bucket that is not the connection's own: read with its key, wherever it is. */
export type ForeignBucket = { readonly bucket: string; readonly region: string }

/** One client per connection, target and credential version. */
export type Clients = {
  /** For transfers of the connection's own bucket. */
  of(connectionId: string): Promise<OssClient>
  /** For links: through the bound domain, when the connection has one. */
  forLinks(connectionId: string): Promise<OssClient>
  /** For another bucket, at the public endpoint of its region. */
  forBucket(connectionId: string, foreign: ForeignBucket): Promise<OssClient>
}

/** Told when a connection's bucket was found at another endpoint. @param version of the connection */
export type OnEndpointFound = (connectionId: string, version: number, target: OssTarget) => void

/**
 * Clients follow the endpoint that the service names, until the connection changes.
 * @param clocks a link through a bound domain is signed by the clock of the connection's endpoint
 * @param rule which endpoints may be followed: by default those of OSS itself
 */
export function createClients(deps: {
  secrets: SecretSource
  transport: Transport
  clocks: ServerClocks
  rule?: EndpointRule
  onEndpointFound?: OnEndpointFound
}): Clients {
  const cache = new Map<string, { version: number; client: OssClient }>()

  function cached(
    connectionId: string,
    name: string,
    targetOf: (summary: ConnectionSummary) => OssTarget,
    onFound: (version: number, target: OssTarget) => void = () => undefined,
  ): Promise<OssClient> {
    const cacheKey = `${connectionId} ${name}`
    return deps.secrets.withSecret(connectionId, async ({ summary, secret, version }) => {
      const createOssClient = await loadOssClient()
      const found = cache.get(cacheKey)
      if (found?.version === version) return found.client
      const client = followingClient({
        target: targetOf(summary),
        connect: (target) => {
          const isBound = target.addressing === 'cname'
          const clock = deps.clocks.of(isBound ? summary.endpoint : target.endpoint)
          return createOssClient(target, secret, deps.transport, clock)
        },
        rule: deps.rule ?? namedEndpoint,
        onFound: (target) => onFound(version, target),
      })
      cache.set(cacheKey, { version, client })
      return client
    })
  }

  const of = (connectionId: string) =>
    cached(connectionId, 'own', ownTarget, (version, target) =>
      deps.onEndpointFound?.(connectionId, version, target),
    )

  return {
    of,
    async forLinks(connectionId) {
      // Where the bucket was found, if it was: a link is signed without asking anybody.
      const { target } = await of(connectionId)
      return cached(connectionId, `links ${target.endpoint}`, ({ linkDomain }) =>
        linkDomain === ''
          ? target
          : { ...target, endpoint: domainUrl(linkDomain), addressing: 'cname' },
      )
    },
    forBucket: (connectionId, foreign) =>
      cached(connectionId, `${foreign.region} ${foreign.bucket}`, (summary) => ({
        endpoint: `https://oss-${foreign.region}.aliyuncs.com`,
        addressing: 'virtual-host',
        bucket: foreign.bucket,
        region: foreign.region,
        signatureVersion: summary.signatureVersion,
      })),
  }
}

function ownTarget(summary: ConnectionSummary): OssTarget {
  const { endpoint, addressing, bucket, region, signatureVersion } = summary
  return { endpoint, addressing, bucket, region, signatureVersion }
}

function domainUrl(domain: string): string {
  return domain.includes('://') ? domain : `https://${domain}`
}
