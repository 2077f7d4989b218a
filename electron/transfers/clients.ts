import type { ConnectionSecret, ConnectionSummary } from '../../shared/connection'
import { createOssClient } from '../oss/oss-client'
import type { OssClient, OssTarget } from '../oss/oss-types'
import type { ServerClocks } from '../oss/server-clock'
import type { Transport } from '../oss/transport'

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

/** @param clocks a link through a bound domain is signed by the clock of the connection's endpoint */
export function createClients(deps: {
  secrets: SecretSource
  transport: Transport
  clocks: ServerClocks
}): Clients {
  const cache = new Map<string, { version: number; client: OssClient }>()

  function cached(
    connectionId: string,
    name: string,
    targetOf: (summary: ConnectionSummary) => OssTarget,
  ): Promise<OssClient> {
    const cacheKey = `${connectionId} ${name}`
    return deps.secrets.withSecret(connectionId, async ({ summary, secret, version }) => {
      const found = cache.get(cacheKey)
      if (found?.version === version) return found.client
      const target = targetOf(summary)
      const clock = deps.clocks.of(
        target.addressing === 'cname' ? summary.endpoint : target.endpoint,
      )
      const client = createOssClient(target, secret, deps.transport, clock)
      cache.set(cacheKey, { version, client })
      return client
    })
  }

  return {
    of: (connectionId) => cached(connectionId, 'own', ownTarget),
    forLinks: (connectionId) =>
      cached(connectionId, 'links', (summary) =>
        summary.linkDomain === ''
          ? ownTarget(summary)
          : { ...ownTarget(summary), endpoint: domainUrl(summary.linkDomain), addressing: 'cname' },
      ),
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
