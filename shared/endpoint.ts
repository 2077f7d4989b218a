import { isBucketName } from './bucket-name'
import { type OssHostKind, parseOssHost, publicEndpoint } from './oss-hosts'
import { isRegionId, OSS_REGIONS } from './oss-regions'
import { parseUrl } from './parse-url'

/** Why what was typed is no endpoint. */
export const ENDPOINT_PROBLEMS = [
  'ENDPOINT_EMPTY',
  'ENDPOINT_HAS_SPACE',
  'ENDPOINT_BAD_SCHEME',
  'ENDPOINT_HAS_USERINFO',
  'ENDPOINT_HAS_QUERY',
  'ENDPOINT_HAS_PATH',
  'ENDPOINT_HAS_BUCKET',
  'ENDPOINT_IS_S3',
  'ENDPOINT_BAD_PORT',
  'ENDPOINT_BAD_HOST',
] as const
export type EndpointProblem = (typeof ENDPOINT_PROBLEMS)[number]

/** Where requests go. `host` is lower case ASCII without port; `port` is absent when it is the scheme's own. */
export type Endpoint = {
  scheme: 'https' | 'http'
  host: string
  port?: number
  /** Known for the hosts of OSS other than acceleration. */
  region?: string
  kind: Exclude<OssHostKind, 's3'> | 'custom'
}

/** `suggestion` is an endpoint that would be taken; `bucket` is the one found in what was typed. */
export type ParsedEndpoint =
  | { ok: true; endpoint: Endpoint }
  | { ok: false; problem: EndpointProblem; bucket?: string; suggestion?: string }

const SHORT_NAME = /^(?:oss-)?(?:(accelerate(?:-overseas)?)|(.+?)(-internal)?)$/

/**
 * What a person types or pastes into the endpoint field, or a bound domain. HTTPS where no scheme
 * is given; a region id (`cn-hangzhou`, `oss-cn-hangzhou`, `oss-cn-hangzhou-internal`) stands for
 * its endpoint; full-width and zero-width characters of a paste are mended.
 */
export function parseEndpoint(input: string): ParsedEndpoint {
  const text = mended(input)
  if (text === '') return { ok: false, problem: 'ENDPOINT_EMPTY' }
  if (/\s/.test(text)) return { ok: false, problem: 'ENDPOINT_HAS_SPACE' }
  if (/^[a-z][a-z0-9+-]*:(?!\/\/|\d|$)/i.test(text))
    return { ok: false, problem: 'ENDPOINT_BAD_SCHEME' }
  const [, givenScheme, rest = ''] = /^(?:([^/?#]*?):\/\/)?(.*)$/.exec(text) ?? []
  const scheme = (givenScheme ?? 'https').toLowerCase()
  if (scheme !== 'https' && scheme !== 'http') return { ok: false, problem: 'ENDPOINT_BAD_SCHEME' }
  const end = rest.search(/[/?#\\]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const tail = end < 0 ? '' : rest.slice(end)
  if (authority.includes('@')) return { ok: false, problem: 'ENDPOINT_HAS_USERINFO' }
  if (/[?#]/.test(tail)) return { ok: false, problem: 'ENDPOINT_HAS_QUERY' }
  const parsed = parseAuthority(scheme, authority, givenScheme !== undefined)
  if (!parsed.ok || /^[/\\]?$/.test(tail)) return parsed
  const bucket = tail.slice(1).split(/[/\\]/)[0]
  const suggestion = formatEndpoint(parsed.endpoint)
  const found = bucket !== undefined && isBucketName(bucket) ? { bucket } : {}
  return { ok: false, problem: 'ENDPOINT_HAS_PATH', suggestion, ...found }
}

function mended(input: string): string {
  return input
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replaceAll('。', '.')
    .trim()
    .replace(/^["'<`\s]+|["'>`;,\s]+$/g, '')
}

function parseAuthority(
  scheme: 'https' | 'http',
  authority: string,
  hasScheme: boolean,
): ParsedEndpoint {
  const [, typedHost = '', portText] = /^(.*?)(?::(\d*))?$/.exec(authority) ?? []
  const port = Number(portText ?? '0')
  if (portText !== undefined && !(port >= 1 && port <= 65_535))
    return { ok: false, problem: 'ENDPOINT_BAD_PORT' }
  const isDefaultPort = port === 0 || port === (scheme === 'https' ? 443 : 80)
  const host = (port === 0 ? fromShortName(typedHost.toLowerCase()) : undefined) ?? typedHost
  const oss = parseOssHost(host)
  if (oss) return isDefaultPort ? ossEndpoint(scheme, host, oss) : badPort(scheme, host)
  const canonical = canonicalHost(host, hasScheme || port !== 0)
  if (canonical === undefined || canonical.endsWith('.aliyuncs.com')) return badHost(host)
  const custom: Endpoint = { scheme, host: canonical, kind: 'custom' }
  return { ok: true, endpoint: isDefaultPort ? custom : { ...custom, port } }
}

function ossEndpoint(
  scheme: 'https' | 'http',
  typedHost: string,
  oss: { bucket?: string; region?: string; kind: OssHostKind },
): ParsedEndpoint {
  const host = typedHost.toLowerCase().slice(oss.bucket ? oss.bucket.length + 1 : 0)
  const suggestion = `${scheme}://${host.replace(/^s3\./, '')}`
  if (oss.bucket)
    return { ok: false, problem: 'ENDPOINT_HAS_BUCKET', bucket: oss.bucket, suggestion }
  if (oss.kind === 's3') return { ok: false, problem: 'ENDPOINT_IS_S3', suggestion }
  const region = oss.region === undefined ? {} : { region: oss.region }
  return { ok: true, endpoint: { scheme, host, ...region, kind: oss.kind } }
}

function badPort(scheme: 'https' | 'http', host: string): ParsedEndpoint {
  const suggestion = `${scheme}://${host.toLowerCase()}`
  return { ok: false, problem: 'ENDPOINT_BAD_PORT', suggestion }
}

/** `cn-hangzhou` → its public host; for a region that is not in the list, only with `oss-` before it. */
function fromShortName(text: string): string | undefined {
  const [, acceleration, region, internal] = SHORT_NAME.exec(text) ?? []
  if (acceleration && text.startsWith('oss-')) return `${text}.aliyuncs.com`
  if (region === undefined || !isRegionId(region)) return undefined
  const isKnown = OSS_REGIONS.some((known) => known.id === region)
  if (!isKnown && !text.startsWith('oss-')) return undefined
  return publicEndpoint(region, internal ? 'internal' : 'public')
}

/**
 * The host as a request would use it (Unicode as punycode), or undefined. Refused: IPv6, which the
 * SDK can't address; IPv4 in any spelling but the plain one; a single label, which is most likely
 * an unfinished name, unless a scheme or a port shows that it is meant.
 */
function canonicalHost(typed: string, isDeliberate: boolean): string | undefined {
  const host = parseUrl(`https://${typed}/`)?.hostname
  if (host === undefined || host.length > 253) return undefined
  const isAscii = /^[a-zA-Z0-9.-]+$/.test(typed)
  if (isAscii && host !== typed.toLowerCase()) return undefined
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/.test(host))
    return undefined
  return host.includes('.') || host === 'localhost' || isDeliberate ? host : undefined
}

/** Offers the nearest right host for `cn-hangzhou.aliyuncs.com` and for a dot too many at the end. */
function badHost(typed: string): ParsedEndpoint {
  const host = typed.toLowerCase().replace(/\.+$/, '')
  const [, region] = /^([a-z0-9-]+)\.aliyuncs\.com$/.exec(host) ?? []
  const meant = region !== undefined ? fromShortName(region) : undefined
  const suggestion = meant ?? (parseOssHost(host) ? host : undefined)
  return {
    ok: false,
    problem: 'ENDPOINT_BAD_HOST',
    ...(suggestion ? { suggestion: `https://${suggestion}` } : {}),
  }
}

/** `https://oss-cn-hangzhou.aliyuncs.com`; {@link parseEndpoint} reads it back. */
export function formatEndpoint(endpoint: Endpoint): string {
  const port = endpoint.port === undefined ? '' : `:${endpoint.port}`
  return `${endpoint.scheme}://${endpoint.host}${port}`
}
