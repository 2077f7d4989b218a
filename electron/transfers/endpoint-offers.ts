import type { NamedEndpoint } from '../../shared/named-endpoint'
import type { ConnectionWatch } from './connection-watch'
import type { Notices } from './notices'

/** Offers to save the endpoint under which a connection's bucket was found. */
export type EndpointOffers = {
  /** @param version of the connection that was used */
  found(connectionId: string, version: number, endpoint: NamedEndpoint): void
}

/** @param save stores it in the connection, once the person has said so */
export function createEndpointOffers(deps: {
  connections: ConnectionWatch
  notices: Pick<Notices, 'show' | 'clear'>
  save: (connectionId: string, endpoint: NamedEndpoint) => Promise<void>
}): EndpointOffers {
  const offered = new Map<string, number>()
  const keyOf = (connectionId: string) => `endpoint ${connectionId}`

  deps.connections.onChanged(() => {
    for (const [connectionId, version] of [...offered]) {
      if (deps.connections.describe(connectionId)?.version === version) continue
      offered.delete(connectionId)
      deps.notices.clear(keyOf(connectionId))
    }
  })

  return {
    found(connectionId, version, endpoint) {
      const facts = deps.connections.describe(connectionId)
      if (facts?.version !== version) return
      offered.set(connectionId, version)
      const { host } = new URL(endpoint.endpoint)
      deps.notices.show(
        {
          about: 'endpoint',
          key: keyOf(connectionId),
          connectionId,
          label: facts.label,
          endpoint: host,
        },
        () => deps.save(connectionId, endpoint),
      )
    },
  }
}
