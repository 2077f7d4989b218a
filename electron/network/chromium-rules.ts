import { isIP } from 'node:net'
import type { NetworkSettings } from '../../shared/network-settings'
import { AppError } from '../errors/app-error'

/** What Electron's `session.setProxy` takes. */
export type ChromiumProxy =
  | { readonly mode: 'system' | 'direct' }
  | {
      readonly mode: 'fixed_servers'
      readonly proxyRules: string
      readonly proxyBypassRules: string
    }

/**
 * The settings as Chromium's network stack takes them. It adds this computer to the exceptions by
 * itself ("implicit bypass rules").
 * @throws AppError PROXY_NOT_SET, rather than going round a proxy that somebody wants
 */
export function chromiumProxyOf(settings: NetworkSettings): ChromiumProxy {
  const { proxyMode, proxyUrl, proxyBypass } = settings
  if (proxyMode === 'system') return { mode: 'system' }
  if (proxyMode === 'none') return { mode: 'direct' }
  if (proxyUrl === '') throw new AppError('PROXY_NOT_SET', {}, { retry: 'after-settings' })
  return {
    mode: 'fixed_servers',
    proxyRules: proxyUrl,
    proxyBypassRules: proxyBypass.flatMap(chromiumRules).join(','),
  }
}

/** A name means all below it, too; Chromium wants that said apart, and brackets round IPv6. */
function chromiumRules(rule: string): readonly string[] {
  if (isIP(rule) === 6) return [`[${rule}]`]
  const isName = /^[a-z0-9_]/.test(rule) && !rule.includes('/')
  return isName && isIP(rule.replace(/:\d+$/, '')) === 0 ? [rule, `.${rule}`] : [rule]
}
