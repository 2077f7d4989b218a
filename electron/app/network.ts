import { isDeepStrictEqual } from 'node:util'
import type { Cipher } from '../connections/cipher'
import { createProbe, type Probe } from '../connections/probe'
import { type NetworkTrial, tryNetwork } from '../connections/try-network'
import type { Vault } from '../connections/vault'
import { AppError } from '../errors/app-error'
import type { JsonFile } from '../files/json-file'
import type { Publish } from '../ipc/publish'
import { createChooseProxy } from '../network/choose-proxy'
import { createSystemProxy } from '../network/system-proxy'
import { createTrust } from '../network/trusted-roots'
import { type Agents, createAgents } from '../oss/agents'
import { createNetworkVault, type NetworkVault } from '../settings/network-vault'
import type { SettingsService } from '../settings/settings'
import type { LinkHeaders } from '../web/open-web-object'
import type { Log } from './log'
import type { WebWay } from './web-sessions'

/** How everything reaches the net: the same settings for OSS, for public links, and for tests. */
export type Network = {
  readonly vault: NetworkVault
  /** For OSS, on Node's own client. */
  readonly agents: Agents
  readonly probe: Probe
  /** For public links, on Electron's. */
  readonly webWay: WebWay
  readonly linkHeaders: () => LinkHeaders
  /** @throws AppError NO_CONNECTION, and as `tryNetwork` */
  tryIt(connections: Pick<Vault, 'list'>): Promise<NetworkTrial>
}

/**
 * Wires it, so that every change applies at once.
 * @param deps.resolveProxy Electron's `session.resolveProxy`
 * @param deps.userAgent of the app, for public links
 */
export function createNetwork(deps: {
  readonly file: JsonFile
  readonly cipher: Cipher
  readonly settings: Pick<SettingsService, 'get' | 'onChanged'>
  readonly log: Log
  readonly publish: Publish
  readonly resolveProxy: (url: string) => Promise<string>
  readonly userAgent: string
  readonly now: () => number
}): Network {
  const settings = () => deps.settings.get().network
  const vault = createNetworkVault({
    file: deps.file,
    cipher: deps.cipher,
    settings,
    log: deps.log,
  })
  const system = createSystemProxy(deps.resolveProxy, deps.now)
  const chooseProxy = createChooseProxy({ settings, system, login: vault.login })
  const agents = createAgents({ chooseProxy, secureContext: createTrust(vault.authorities) })
  const probe = createProbe(agents)
  let version = 0

  const apply = () => {
    version += 1
    system.forget()
    agents.renew()
    // The login on show is that of the proxy that is set now.
    vault.describe().then(
      (keys) => deps.publish('network.changed', keys),
      () => undefined,
    )
  }
  let applied = settings()
  deps.settings.onChanged(() => {
    if (isDeepStrictEqual(settings(), applied)) return
    applied = settings()
    apply()
  })
  vault.onChanged(apply)

  return {
    vault,
    agents,
    probe,
    webWay: {
      settings,
      authorities: vault.authorities,
      login: vault.login,
      version: () => version,
    },
    linkHeaders() {
      const { userAgent, referer } = settings()
      return { userAgent: userAgent || deps.userAgent, ...(referer ? { referer } : {}) }
    },
    async tryIt(connections) {
      const { connections: all, activeId } = await connections.list()
      const active = all.find(({ id }) => id === activeId)
      if (!active) throw new AppError('NO_CONNECTION')
      return tryNetwork({ chooseProxy, probe }, active)
    },
  }
}
