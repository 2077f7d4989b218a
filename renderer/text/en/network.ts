import type { Protection } from '../../../shared/connection'
import type { NetworkSettings } from '../../../shared/network-settings'
import type { ProxyProblem } from '../../../shared/proxy-address'

const modes = {
  system: 'Same as the system',
  none: 'None',
  manual: 'My own',
} satisfies Record<NetworkSettings['proxyMode'], string>

const problems = {
  PROXY_NOT_AN_ADDRESS: 'Type a host and a port, for example 10.0.0.1:8080.',
  PROXY_HAS_LOGIN: 'Leave user name and password out here; they have fields of their own.',
  PROXY_IS_SOCKS:
    'SOCKS can’t be used here. Most proxy programs offer an HTTP port, too: type that one.',
  PROXY_SCHEME_UNKNOWN: 'A proxy begins with http:// or https://.',
  PROXY_HAS_PATH:
    'This is no proxy but a page or a script. Set a script in the system and choose “Same as the system”.',
} satisfies Record<ProxyProblem, string>

const loginKept = {
  keyring: 'stored in the system’s keyring',
  session: 'kept until you quit',
} satisfies Record<Protection, string>

/** The network part of the settings. */
export const network = {
  title: 'Network',
  proxy: 'Proxy',
  modes,
  address: 'Proxy address',
  addressHint: 'Host and port. Begin with https:// only if the proxy itself is reached encrypted.',
  problems,
  bypass: 'Not through the proxy',
  bypassHint: 'Hosts and addresses, with commas between them. This computer never needs a proxy.',
  bypassBad: '“{{rule}}” is neither a host nor an address.',
  use: 'Use this proxy',
  inUse: 'This proxy is in use.',
  login: 'User name and password',
  loginHint: 'Only if the proxy asks for them. They are sent to this proxy and to nobody else.',
  loginKept,
  forget: 'Forget',
  user: 'User name',
  userBad: 'A user name can’t contain a colon.',
  password: 'Password',
  saveLogin: 'Save user name and password',
  try: 'Try it',
  tryHint: 'Sends one request to the address of the connection in use.',
  tryNeedsConnection: 'Add a connection first: its address is what is tried.',
  reached: '{{host}} was reached through the proxy {{proxy}}.',
  reachedDirect: '{{host}} was reached without a proxy.',
  notOss: 'But what answered there does not look like OSS.',
  certificates: 'Certificates of your own',
  certificatesHint:
    'The root certificate of a company network that looks into encrypted traffic. Add none from strangers.',
  certificateAdd: 'Add a certificate…',
  certificateUntil: 'valid until {{date}}',
  certificateOver: 'expired on {{date}}',
  certificateRemove: 'Remove {{name}}',
  headers: 'What public links are fetched with',
  userAgentHint: 'Left empty: that of a browser.',
  userAgentBad: 'Only English letters, digits and signs can be sent.',
  refererHint: 'Left empty: none. Some sites give files only to visitors of their own pages.',
  refererBad: 'Type a whole address that begins with https:// or http://.',
}
