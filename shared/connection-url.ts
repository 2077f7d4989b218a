import { isBucketName } from './bucket-name'
import type { Endpoint } from './endpoint'
import { type OssHostKind, parseOssHost } from './oss-hosts'
import { parseUrl } from './parse-url'
import { decodePercent } from './percent-decode'

/** What is needed of a connection to tell its URLs. */
export type ConnectionAddress = {
  id: string
  bucket: string
  /** For `cname`, `host` is the bound domain. */
  endpoint: Endpoint
  addressing: 'virtual-host' | 'path-style' | 'cname'
  /** Further domains bound to the bucket (the one links are made for): lower-case hosts, no port. */
  boundHosts?: readonly string[] | undefined
}

/** Whose object a URL names; `key` is percent-decoded and '' when the URL names none. */
export type UrlOwner =
  | { kind: 'connection'; connectionId: string; bucket: string; key: string; region?: string }
  | {
      kind: 'foreign-oss'
      bucket: string
      key: string
      region?: string
      /** Absent for `oss://bucket/key`, which names no host. */
      hostKind?: OssHostKind
    }
  | { kind: 'none' }

/** A URL taken apart as far as any rule here needs it. */
type Address = { host: string; port: number; isDefaultPort: boolean; path: string }

const NONE: UrlOwner = { kind: 'none' }

/**
 * Which connection a URL belongs to. A bucket name is unique in the whole service, so any genuine
 * OSS host that names a connection's bucket is that connection's, whatever form its endpoint has;
 * this does not hold for connections to other servers, whose bucket names mean nothing to OSS.
 * The first connection that fits wins: put the one in use first.
 */
export function ownerOf(url: string, connections: readonly ConnectionAddress[]): UrlOwner {
  if (/^oss:\/\//i.test(url)) return ownerOfOssUrl(url.slice('oss://'.length), connections)
  const parsed = parseUrl(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return NONE
  // `https://bucket.oss-…@evil.com` is a user name at evil.com; no such URL is ever ours.
  if (parsed.username !== '' || parsed.password !== '') return NONE
  const address: Address = {
    host: parsed.hostname,
    port: Number(parsed.port) || defaultPort(parsed.protocol.slice(0, -1)),
    isDefaultPort: parsed.port === '',
    path: parsed.pathname.slice(1),
  }
  const oss = address.isDefaultPort ? parseOssHost(address.host) : undefined
  if (!oss) return customOwner(address, connections)
  const [bucket, path] =
    oss.bucket !== undefined ? [oss.bucket, address.path] : splitFirst(address.path)
  if (!isBucketName(bucket)) return NONE
  const rest = { bucket, key: decodePercent(path), ...(oss.region ? { region: oss.region } : {}) }
  const own = connections.find((one) => one.bucket === bucket && isOnOss(one))
  if (own) return { kind: 'connection', connectionId: own.id, ...rest }
  return { kind: 'foreign-oss', ...rest, hostKind: oss.kind }
}

/** `oss://bucket/key`, as ossutil writes it: the key is not percent-encoded. */
function ownerOfOssUrl(text: string, connections: readonly ConnectionAddress[]): UrlOwner {
  const [host, key] = splitFirst(text)
  const oss = parseOssHost(host)
  const bucket = oss?.bucket ?? host.toLowerCase()
  if (!isBucketName(bucket)) return NONE
  const rest = { bucket, key, ...(oss?.region ? { region: oss.region } : {}) }
  const own = connections.find((one) => one.bucket === bucket)
  if (own) return { kind: 'connection', connectionId: own.id, ...rest }
  return { kind: 'foreign-oss', ...rest }
}

function customOwner(address: Address, connections: readonly ConnectionAddress[]): UrlOwner {
  for (const connection of connections) {
    const path = pathWithin(address, connection)
    if (path === undefined) continue
    const { id, bucket, endpoint } = connection
    const region = endpoint.region === undefined ? {} : { region: endpoint.region }
    return { kind: 'connection', connectionId: id, bucket, key: decodePercent(path), ...region }
  }
  return NONE
}

/** The part of the path that is the key, or undefined when the URL is not of this connection. */
function pathWithin(address: Address, connection: ConnectionAddress): string | undefined {
  const { endpoint, bucket, addressing } = connection
  if (address.isDefaultPort && connection.boundHosts?.includes(address.host)) return address.path
  const isSamePort =
    endpoint.port === undefined ? address.isDefaultPort : address.port === endpoint.port
  if (!isSamePort) return undefined
  if (addressing === 'cname') return address.host === endpoint.host ? address.path : undefined
  if (addressing === 'virtual-host')
    return address.host === `${bucket}.${endpoint.host}` ? address.path : undefined
  const [first, rest] = splitFirst(address.path)
  return address.host === endpoint.host && first === bucket ? rest : undefined
}

/** A bound domain leads to OSS too; only servers of one's own are elsewhere. */
function isOnOss(connection: ConnectionAddress): boolean {
  return connection.endpoint.kind !== 'custom' || connection.addressing === 'cname'
}

function splitFirst(path: string): [string, string] {
  const slash = path.indexOf('/')
  return slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)]
}

function defaultPort(scheme: string): number {
  return scheme === 'https' ? 443 : 80
}
