import type { ConnectionFields } from './connection'
import { formatEndpoint, parseEndpoint } from './endpoint'

/** Where a bucket lies after all. The region is absent where the endpoint has none. */
export type NamedEndpoint = Pick<ConnectionFields, 'endpoint' | 'addressing'> & {
  readonly region?: string
}

/**
 * Reads the endpoint that a refusal names. Only an endpoint of OSS itself is ever followed: key id,
 * token and signatures would go to whatever is named here.
 * @param named `oss-cn-beijing.aliyuncs.com`, with or without scheme
 * @param current the endpoint that refused; its scheme is kept
 * @returns undefined for anything else, and for the endpoint that refused
 */
export function namedEndpoint(named: string, current: string): NamedEndpoint | undefined {
  const scheme = current.startsWith('http:') ? 'http' : 'https'
  const first = parseEndpoint(`${scheme}://${named.replace(/^https?:\/\//, '')}`)
  const parsed = !first.ok && first.suggestion ? parseEndpoint(first.suggestion) : first
  if (!parsed.ok || parsed.endpoint.kind === 'custom') return undefined
  const endpoint = formatEndpoint(parsed.endpoint)
  if (endpoint === current) return undefined
  const { region } = parsed.endpoint
  return { endpoint, addressing: 'virtual-host', ...(region === undefined ? {} : { region }) }
}
