import { createChooseProxy } from '../../electron/network/choose-proxy'
import type { ProxyLogin } from '../../electron/network/proxy'
import { createTrust } from '../../electron/network/trusted-roots'
import { type Agents, type AgentsOptions, createAgents } from '../../electron/oss/agents'
import { createOssClient } from '../../electron/oss/oss-client'
import type { OssClient } from '../../electron/oss/oss-types'
import { createTransport } from '../../electron/oss/transport'
import { DEFAULT_NETWORK, type NetworkSettings } from '../../shared/network-settings'
import { anAuthority, type TestAuthority } from './certificates'
import { type PracticeRig, startPracticeRig } from './practice'
import { startTestProxy, type TestProxy } from './test-proxy'
import { startTlsFront, type TlsFront } from './tls-front'

/** What the settings would say; may be changed between requests. */
export type Way = {
  settings: Partial<NetworkSettings>
  login?: ProxyLogin | undefined
  /** Roots that the person added, PEM. */
  roots: string[]
}

/** A bucket at its public address, which only the proxy knows to be on this computer. */
export type ProxiedOss = {
  readonly authority: TestAuthority
  readonly practice: PracticeRig
  readonly front: TlsFront
  readonly proxy: TestProxy
  /** `bucket.oss-region.aliyuncs.com` */
  readonly host: string
  readonly way: Way
  readonly agents: Agents
  client(scheme: 'https' | 'http'): OssClient
  close(): Promise<void>
}

/** Made once for a file of tests: keys take their time. */
let root: TestAuthority | undefined

/** @param options.secureProxy a proxy that is reached by TLS */
export async function startProxiedOss(
  options: {
    readonly secureProxy?: boolean
    /** What the server's certificate is for; by default for its own name. */
    readonly certifiedHost?: string
    readonly agents?: Partial<AgentsOptions>
  } = {},
): Promise<ProxiedOss> {
  root ??= anAuthority()
  const authority = root
  const practice = await startPracticeRig()
  const endpoint = `oss-${practice.region}.aliyuncs.com`
  const host = `${practice.bucket}.${endpoint}`
  const front = await startTlsFront(
    practice.server.port,
    authority.issue([options.certifiedHost ?? host]),
  )
  const proxy = await startTestProxy({
    hosts: { [`${host}:443`]: front.port, [`${host}:80`]: practice.server.port },
    ...(options.secureProxy ? { tls: authority.issue(['127.0.0.1']) } : {}),
  })
  const way: Way = {
    settings: { proxyMode: 'manual', proxyUrl: proxy.url },
    roots: [authority.cert],
  }
  const agents = createAgents({
    chooseProxy: createChooseProxy({
      settings: () => ({ ...DEFAULT_NETWORK, ...way.settings }),
      system: { routeOf: async () => 'direct', forget: () => undefined },
      login: async () => way.login,
    }),
    secureContext: createTrust(() => way.roots),
    ...options.agents,
  })
  const { keyId, keySecret } = practice.credential
  return {
    authority,
    practice,
    front,
    proxy,
    host,
    way,
    agents,
    client: (scheme) =>
      createOssClient(
        {
          endpoint: `${scheme}://${endpoint}`,
          addressing: 'virtual-host',
          bucket: practice.bucket,
          region: practice.region,
          signatureVersion: 'v4',
        },
        { keyId, keySecret },
        createTransport(agents),
      ),
    async close() {
      agents.close()
      await proxy.close()
      await front.close()
      await practice.cleanup()
    },
  }
}
