import { afterEach, expect, it } from 'vitest'
import { checkConnection } from '../../../electron/connections/check'
import { createProbe } from '../../../electron/connections/probe'
import { tryNetwork } from '../../../electron/connections/try-network'
import { createOssClient } from '../../../electron/oss/oss-client'
import { createTransport } from '../../../electron/oss/transport'
import type { ConnectionFields } from '../../../shared/connection'
import { someFields } from '../../support/connection-builders'
import { type ProxiedOss, startProxiedOss } from '../../support/proxied-oss'

let oss: ProxiedOss
afterEach(() => oss.close())

const fields = (scheme: 'https' | 'http'): ConnectionFields =>
  someFields({
    addressing: 'virtual-host',
    endpoint: `${scheme}://oss-${oss.practice.region}.aliyuncs.com`,
    bucket: oss.practice.bucket,
    region: oss.practice.region,
  })
const check = async (scheme: 'https' | 'http' = 'https') => {
  const { keyId, keySecret } = oss.practice.credential
  const transport = createTransport(oss.agents)
  const report = await checkConnection(
    {
      createClient: (target, given) => createOssClient(target, given, transport),
      probe: createProbe(oss.agents),
      now: Date.now,
    },
    fields(scheme),
    { keyId, keySecret },
  )
  return { usable: report.usable, failed: report.steps.find(({ outcome }) => outcome === 'failed') }
}

it('the connection test goes through the proxy', async () => {
  oss = await startProxiedOss()
  expect(await check()).toEqual({ usable: true, failed: undefined })
  expect(new Set(oss.proxy.log)).toEqual(new Set([`CONNECT ${oss.host}:443`]))
})

it('the connection test finds each way in which a proxy is wrong', async () => {
  oss = await startProxiedOss()
  const failed = (code: string) => ({
    usable: false,
    failed: { step: 'reach', outcome: 'failed', error: expect.objectContaining({ code }) },
  })
  oss.proxy.login = { user: 'me', password: 'made-up' }
  expect(await check('https')).toEqual(failed('PROXY_AUTH_NEEDED'))
  expect(await check('http')).toEqual(failed('PROXY_AUTH_NEEDED'))
  oss.proxy.login = undefined
  oss.proxy.refuse = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' }
  expect(await check('https')).toEqual(failed('PROXY_FAILED'))
  expect(await check('http')).toEqual(failed('ANSWER_NOT_OSS'))
  oss.proxy.refuse = undefined
  oss.way.roots = []
  oss.agents.renew()
  expect(await check('https')).toEqual(failed('TLS_UNKNOWN_AUTHORITY'))
  oss.way.settings = { proxyMode: 'manual', proxyUrl: '' }
  expect(await check('https')).toEqual(failed('PROXY_NOT_SET'))
  oss.way.settings = { proxyMode: 'manual', proxyUrl: oss.proxy.url }
  await oss.proxy.close()
  expect(await check('https')).toEqual(failed('PROXY_UNREACHABLE'))
})

it('a try says by which way the address was reached, or that it took too long', async () => {
  oss = await startProxiedOss()
  const probe = createProbe(oss.agents)
  const { host, proxy } = oss
  const viaProxy = async () => ({ secure: false, host: '127.0.0.1', port: proxy.port })
  expect(await tryNetwork({ chooseProxy: viaProxy, probe }, fields('https'))).toEqual({
    host,
    proxy: `127.0.0.1:${proxy.port}`,
    isOss: true,
  })
  proxy.silent = true
  proxy.cut()
  const late = tryNetwork({ chooseProxy: viaProxy, probe, timeoutMs: 100 }, fields('https'))
  await expect(late).rejects.toMatchObject({ info: { code: 'TIMED_OUT', params: { host } } })
})
