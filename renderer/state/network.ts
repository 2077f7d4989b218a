import type { NetworkKeys } from '../../shared/network-keys'
import { courier } from '../bridge'
import { createMirror } from './mirror'

/** What main keeps for the network: whether there is a login for the proxy, and certificates. */
export const networkMirror = createMirror<NetworkKeys>(
  () => courier.network.keys(),
  (listener) => courier.on('network.changed', listener),
)

/** One part of it; the selector must return something stable. */
export function useNetworkKeys<S>(selector: (keys: NetworkKeys) => S): S {
  return networkMirror.use(selector)
}
