import { createPools } from '../../electron/network/pools'
import { type Agents, createAgents } from '../../electron/oss/agents'
import { createOssClient } from '../../electron/oss/oss-client'
import type { OssClient, OssCredentials, OssTarget } from '../../electron/oss/oss-types'
import { createTransport } from '../../electron/oss/transport'
import type { PracticeRig } from './practice'

/** The app's own client of a practice server. */
export function courierClient(
  rig: PracticeRig,
  change: { target?: Partial<OssTarget>; credentials?: Partial<OssCredentials> } = {},
): OssClient {
  return createOssClient(
    {
      endpoint: rig.server.origin,
      addressing: 'path-style',
      bucket: rig.bucket,
      region: rig.region,
      signatureVersion: 'v4',
      ...change.target,
    },
    { ...secretOfRig(rig), ...change.credentials },
    createTransport(createAgents()),
  )
}

/** The same with every host name leading to the practice server: virtual hosts without DNS. */
export function loopbackClient(rig: PracticeRig, target: Partial<OssTarget>): OssClient {
  return createOssClient(
    {
      endpoint: 'http://oss-cn-hangzhou.aliyuncs.com',
      addressing: 'virtual-host',
      bucket: rig.bucket,
      region: rig.region,
      signatureVersion: 'v4',
      ...target,
    },
    secretOfRig(rig),
    createTransport(loopbackAgents(rig.server.port)),
  )
}

/** Ways to the net that all lead to one port of this machine. */
export function loopbackAgents(port: number): Agents {
  let pools = createPools(undefined, undefined)
  return {
    routeTo: async (url) => ({
      ...pools.wayTo(new URL(url.pathname + url.search, `http://127.0.0.1:${port}`)),
      headers: { Host: url.host },
    }),
    renew() {
      pools.retire()
      pools = createPools(undefined, undefined)
    },
    close: () => pools.close(),
  }
}

/** The credential of a practice server as a connection keeps it. */
export function secretOfRig(rig: PracticeRig): OssCredentials {
  const { keyId, keySecret, securityToken } = rig.credential
  return { keyId, keySecret, ...(securityToken ? { stsToken: securityToken } : {}) }
}
