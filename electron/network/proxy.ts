import type { ProxyAddress } from '../../shared/proxy-address'

/** User name and password for a proxy. They never leave main but in `Proxy-Authorization`. */
export type ProxyLogin = { readonly user: string; readonly password: string }

/** A proxy and how to sign in to it. */
export type ProxyServer = ProxyAddress & { readonly login?: ProxyLogin | undefined }

/** `Proxy-Authorization` of Basic sign-in (RFC 7617, UTF-8); nothing without a login. */
export function proxyHeaders({ login }: ProxyServer): Readonly<Record<string, string>> {
  if (!login) return {}
  const basic = Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64')
  return { 'Proxy-Authorization': `Basic ${basic}` }
}
