/** Which bucket and object a request means. */
export type RequestTarget = {
  readonly style: 'path' | 'virtual-host' | 'bound-domain'
  /** '' when the request is for the service itself. */
  readonly bucket: string
  /** '' when the request is for the bucket itself. */
  readonly key: string
  /** The region that the host names, where it names one. */
  readonly hostRegion?: string
}

/** What the Host rule knows of this server. */
export type HostRule = {
  readonly port: number
  /** Bound domain in lower case to bucket name. */
  readonly boundDomains: ReadonlyMap<string, string>
}

const REGION_HOST = /^oss-([a-z0-9]+(?:-[a-z0-9]+)*)\.aliyuncs\.com$/
const DUAL_STACK_HOST = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.oss(?:-internal)?\.aliyuncs\.com$/

/**
 * Reads the shapes of OSS endpoints: public, internal, accelerate and dual-stack.
 * @returns undefined when it is none; `region` is missing for the acceleration hosts
 */
export function readOssEndpointHost(host: string): { readonly region?: string } | undefined {
  const dual = DUAL_STACK_HOST.exec(host)
  if (dual?.[1]) return { region: dual[1] }
  const name = REGION_HOST.exec(host)?.[1]
  if (name === undefined) return undefined
  if (name === 'accelerate' || name === 'accelerate-overseas') return {}
  return { region: name.replace(/-internal$/, '') }
}

function pathStyle(path: string): RequestTarget {
  const slash = path.indexOf('/', 1)
  if (slash < 0) return { style: 'path', bucket: path.slice(1), key: '' }
  return { style: 'path', bucket: path.slice(1, slash), key: path.slice(slash + 1) }
}

/**
 * The readings of a request, best first; none means that the host is refused. Only names that a
 * page in a browser cannot bind to this machine are accepted, which is what keeps DNS rebinding
 * out.
 *
 * There can be two: ali-oss with an IPv4 endpoint sends `Host: bucket.oss-cn-x.aliyuncs.com` with
 * the path `/key`, and with `sldEnable` the same host with `/bucket/key` (measured with 6.23.0).
 * `/bucket/key` may also be the key `bucket/key`, so both readings are given; the signature, which
 * covers bucket and key, tells which one was meant.
 * @param host the Host header
 * @param path the decoded path, with its leading slash
 */
export function readTargets(
  host: string | undefined,
  path: string,
  rule: HostRule,
): readonly RequestTarget[] {
  const [, name = '', port] = /^([^:]*)(?::(\d+))?$/.exec((host ?? '').toLowerCase()) ?? []
  const bound = rule.boundDomains.get(name)
  if (bound !== undefined) return [{ style: 'bound-domain', bucket: bound, key: path.slice(1) }]
  const ownPort = Number(port ?? 80) === rule.port
  if (name === '127.0.0.1' || name === 'localhost') return ownPort ? [pathStyle(path)] : []
  const dot = name.indexOf('.')
  if (dot <= 0) return []
  const bucket = name.slice(0, dot)
  const rest = name.slice(dot + 1)
  if (rest === 'localhost') {
    return ownPort ? [{ style: 'virtual-host', bucket, key: path.slice(1) }] : []
  }
  const endpoint = readOssEndpointHost(rest)
  if (!endpoint) return []
  const first: RequestTarget = {
    style: 'virtual-host',
    bucket,
    key: path.slice(1),
    ...(endpoint.region === undefined ? {} : { hostRegion: endpoint.region }),
  }
  if (path === `/${bucket}`) return [first, { ...first, key: '' }]
  if (!path.startsWith(`/${bucket}/`)) return [first]
  return [first, { ...first, key: path.slice(bucket.length + 2) }]
}
