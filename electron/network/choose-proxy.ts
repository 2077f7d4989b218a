import type { NetworkSettings } from '../../shared/network-settings'
import { parseProxyAddress } from '../../shared/proxy-address'
import { AppError } from '../errors/app-error'
import { isBypassed } from './bypass'
import type { ProxyLogin, ProxyServer } from './proxy'
import type { SystemProxy } from './system-proxy'

/** Finds the proxy for a URL; undefined means "go straight there". */
export type ChooseProxy = (url: URL) => ProxyServer | undefined | Promise<ProxyServer | undefined>

/**
 * The choice as the settings have it.
 * @param deps.login for the proxy that is set now; it is asked only when a proxy is used
 * @throws AppError PROXY_NOT_SET | PROXY_KIND_UNSUPPORTED, rather than going round a proxy that
 *   somebody wants to be used
 */
export function createChooseProxy(deps: {
  readonly settings: () => NetworkSettings
  readonly system: SystemProxy
  readonly login: () => Promise<ProxyLogin | undefined>
}): ChooseProxy {
  const throughProxy = async (url: URL): Promise<ProxyServer | undefined> => {
    const { proxyMode, proxyUrl } = deps.settings()
    if (proxyMode === 'manual') {
      const parsed = parseProxyAddress(proxyUrl)
      if (proxyUrl === '' || !parsed.ok) throw unusable('PROXY_NOT_SET')
      return { ...parsed.proxy, login: await deps.login() }
    }
    const route = await deps.system.routeOf(url)
    if (route === 'direct') return undefined
    if (route === 'unsupported') throw unusable('PROXY_KIND_UNSUPPORTED')
    return { ...route, login: await deps.login() }
  }
  return (url) => {
    const { proxyMode, proxyBypass } = deps.settings()
    if (proxyMode === 'none') return undefined
    // The exceptions are those of the person's own proxy: the system's list is the system's.
    if (isBypassed(url, proxyMode === 'manual' ? proxyBypass : [])) return undefined
    return throughProxy(url)
  }
}

function unusable(code: 'PROXY_NOT_SET' | 'PROXY_KIND_UNSUPPORTED'): AppError {
  return new AppError(code, {}, { retry: 'after-settings' })
}
