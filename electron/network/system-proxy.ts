import { type ProxyAddress, parseProxyAddress } from '../../shared/proxy-address'

/** Where the system wants a request to go; `unsupported` is SOCKS and what else we can't speak. */
export type SystemRoute = ProxyAddress | 'direct' | 'unsupported'

/** Proxies of a list that we speak: plain HTTP, and HTTP over TLS. */
const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }

/**
 * The route that a list of Chromium's names (`session.resolveProxy`, the words of a PAC script):
 * `PROXY a.example:80; HTTPS b.example:443; SOCKS5 c.example:1080; DIRECT`. The first that we can
 * use wins: the list is in order of preference. An empty list means no proxy.
 */
export function readProxyList(list: string): SystemRoute {
  const entries = list
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    const [kind = '', hostPort = ''] = entry.split(/\s+/)
    if (/^direct$/i.test(kind)) return 'direct'
    const scheme = SCHEMES[kind.toUpperCase()]
    const parsed = scheme ? parseProxyAddress(`${scheme}://${hostPort}`) : undefined
    if (parsed?.ok) return parsed.proxy
  }
  return entries.length === 0 ? 'direct' : 'unsupported'
}

/** 1 min: a batch asks once, and a change of the system's settings is soon noticed. */
const REMEMBER_MS = 60_000
/** Buckets, domains and their links: more hosts than a session meets. */
const MAX_HOSTS = 200

export type SystemProxy = {
  /** @returns `direct` also where the system does not say */
  routeOf(url: URL): Promise<SystemRoute>
  /** Asks the system anew next time: a proxy that does not answer may have been replaced. */
  forget(): void
}

/**
 * The system's proxy, asked once a minute for each host.
 * @param resolve Electron's `session.resolveProxy`, which runs the system's PAC script, if any
 */
export function createSystemProxy(
  resolve: (url: string) => Promise<string>,
  now: () => number,
): SystemProxy {
  const known = new Map<
    string,
    { readonly untilMs: number; readonly route: Promise<SystemRoute> }
  >()
  return {
    routeOf(url) {
      const origin = `${url.protocol}//${url.host}/`
      const found = known.get(origin)
      if (found && found.untilMs > now()) return found.route
      const route = resolve(origin).then(readProxyList, () => 'direct' as const)
      if (known.size >= MAX_HOSTS) known.clear()
      known.set(origin, { untilMs: now() + REMEMBER_MS, route })
      return route
    },
    forget: () => known.clear(),
  }
}
