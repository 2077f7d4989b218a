import { isUserAgent, refererOf } from './header-value'
import { formatProxyAddress, parseProxyAddress } from './proxy-address'
import { isBypassRule } from './proxy-bypass'
import { z } from './schema'

/** The system's proxy, none at all, or the one that is named in the settings. */
export const PROXY_MODES = ['system', 'none', 'manual'] as const
export type ProxyMode = (typeof PROXY_MODES)[number]

/** How the net is reached. A proxy's user name and password are not among it. */
export const networkSettingsSchema = z.object({
  proxyMode: z.enum(PROXY_MODES),
  /** As `formatProxyAddress` writes it; '' until one is set. */
  proxyUrl: z.string().max(300).refine(isProxyUrl),
  /** Hosts that the person's own proxy is not used for; this computer never needs one. */
  proxyBypass: z.array(z.string().refine(isBypassRule)).max(100),
  /** Sent with public links; '' for the app's own. */
  userAgent: z.string().refine(isUserAgent),
  /** Sent with public links; '' for none. */
  referer: z.string().refine((text) => refererOf(text) === text),
})
export type NetworkSettings = z.infer<typeof networkSettingsSchema>

export const DEFAULT_NETWORK: NetworkSettings = {
  proxyMode: 'system',
  proxyUrl: '',
  proxyBypass: [],
  userAgent: '',
  referer: '',
}

function isProxyUrl(text: string): boolean {
  if (text === '') return true
  const parsed = parseProxyAddress(text)
  return parsed.ok && formatProxyAddress(parsed.proxy) === text
}
