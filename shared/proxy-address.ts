import { parseUrl } from './parse-url'

/** A proxy as it is reached: plainly, or by TLS (`secure`). The host of IPv6 has no brackets. */
export type ProxyAddress = {
  readonly secure: boolean
  readonly host: string
  readonly port: number
}

/** Why a typed proxy can't be used. */
export const PROXY_PROBLEMS = [
  'PROXY_NOT_AN_ADDRESS',
  /** User name and password have fields of their own, which are not stored in the clear. */
  'PROXY_HAS_LOGIN',
  'PROXY_IS_SOCKS',
  'PROXY_SCHEME_UNKNOWN',
  /** An address of a PAC script, say: a proxy has no path. */
  'PROXY_HAS_PATH',
] as const
export type ProxyProblem = (typeof PROXY_PROBLEMS)[number]

export type ParsedProxy =
  | { readonly ok: true; readonly proxy: ProxyAddress }
  | { readonly ok: false; readonly problem: ProxyProblem }

/** Host names and IPv4; underscores do occur in company networks. */
const HOST_NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/

/**
 * What a person types as a proxy: `proxy.example:8080`, `http://10.0.0.1:3128`, `https://[::1]:443`.
 * Without a scheme it is `http`; without a port the scheme's own, as in browsers.
 */
export function parseProxyAddress(typed: string): ParsedProxy {
  const text = typed.trim()
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (!url || /\s/.test(text)) return refused('PROXY_NOT_AN_ADDRESS')
  if (/^socks/.test(url.protocol)) return refused('PROXY_IS_SOCKS')
  const secure = url.protocol === 'https:'
  if (!secure && url.protocol !== 'http:') return refused('PROXY_SCHEME_UNKNOWN')
  if (url.username !== '' || url.password !== '') return refused('PROXY_HAS_LOGIN')
  if (url.pathname !== '/' || /[?#]/.test(text)) return refused('PROXY_HAS_PATH')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const isName = HOST_NAME.test(host) || (host !== url.hostname && host.includes(':'))
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  if (!isName || port === 0) return refused('PROXY_NOT_AN_ADDRESS')
  return { ok: true, proxy: { secure, host, port } }
}

/** `proxy.example:8080`, for people and for headers. */
export function proxyHostPort({ host, port }: ProxyAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The one way to write a proxy down: `http://proxy.example:8080`. */
export function formatProxyAddress(proxy: ProxyAddress): string {
  return `${proxy.secure ? 'https' : 'http'}://${proxyHostPort(proxy)}`
}

function refused(problem: ProxyProblem): ParsedProxy {
  return { ok: false, problem }
}
