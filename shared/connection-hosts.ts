import type { ConnectionFields } from './connection'
import type { ConnectionAddress } from './connection-url'
import { parseEndpoint } from './endpoint'

/**
 * How URLs of a connection are told, on both sides of the app by the same rule; undefined for
 * fields that can't be read.
 */
export function addressOf(id: string, fields: ConnectionFields): ConnectionAddress | undefined {
  const parsed = parseEndpoint(fields.endpoint)
  if (!parsed.ok) return undefined
  const { bucket, addressing } = fields
  const link = parseEndpoint(fields.linkDomain)
  const bound = link.ok ? { boundHosts: [link.endpoint.host] } : {}
  return { id, bucket, endpoint: parsed.endpoint, addressing, ...bound }
}

/**
 * The first host to which a stored key would go that it was not typed for, or undefined. Hosts of
 * OSS itself are always right. Without this rule a page that was taken over could rename the
 * endpoint to a server of its own and be sent the STS token and signatures of the stored key.
 */
export function strangeHost(before: ConnectionFields, after: ConnectionFields): string | undefined {
  const known = new Set(ownHosts(before))
  return ownHosts(after).find((host) => !known.has(host))
}

/** Hosts with port that are not OSS itself. */
function ownHosts(fields: ConnectionFields): string[] {
  return [fields.endpoint, fields.linkDomain].flatMap((text) => {
    const parsed = parseEndpoint(text)
    if (!parsed.ok || parsed.endpoint.kind !== 'custom') return []
    const { host, port } = parsed.endpoint
    return [port === undefined ? host : `${host}:${port}`]
  })
}
