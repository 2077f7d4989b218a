import { BlockList, isIP } from 'node:net'

/**
 * This computer and its own link, as Chromium's implicit rules have them ("Proxy support in
 * Chrome", implicit bypass rules): a proxy could not reach the same place.
 */
const OWN = new BlockList()
OWN.addSubnet('127.0.0.0', 8, 'ipv4')
OWN.addSubnet('169.254.0.0', 16, 'ipv4')
OWN.addAddress('::1', 'ipv6')
OWN.addSubnet('fe80::', 10, 'ipv6')

/**
 * Whether a host is reached without the proxy: this computer always, the others by the rules of
 * `shared/proxy-bypass.ts`. Names are compared as they are, never looked up.
 */
export function isBypassed(url: URL, rules: readonly string[]): boolean {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (isOwnHost(host)) return true
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return rules.some((rule) => fits(rule, host, port))
}

function isOwnHost(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return isAddressIn(host, OWN)
}

function fits(rule: string, host: string, port: string): boolean {
  if (rule === '<local>') return !host.includes('.') && isIP(host) === 0
  const block = blockOf(rule)
  if (block) return isAddressIn(host, block)
  const { name, wantedPort } = splitPort(rule)
  if (wantedPort !== undefined && wantedPort !== port) return false
  if (isIP(name) !== 0) return host === name
  const suffix = name.replace(/^\*?\.?/, '.')
  return host.endsWith(suffix) || (!/^[*.]/.test(name) && host === name)
}

function isAddressIn(host: string, block: BlockList): boolean {
  const family = isIP(host)
  return family !== 0 && block.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

/** `10.0.0.0/8`; undefined for every other rule, and for a block that can't be. */
function blockOf(rule: string): BlockList | undefined {
  const [, address = '', bits = ''] = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/.exec(rule) ?? []
  const family = isIP(address)
  if (family === 0 || Number(bits) > (family === 6 ? 128 : 32)) return undefined
  const block = new BlockList()
  block.addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4')
  return block
}

function splitPort(rule: string): { readonly name: string; readonly wantedPort?: string } {
  const [, name = '', port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(rule) ?? []
  // An IPv6 address without brackets has colons of its own.
  if (isIP(rule) === 6 || port === undefined) return { name: rule.replace(/^\[(.*)\]$/, '$1') }
  return { name, wantedPort: port }
}
