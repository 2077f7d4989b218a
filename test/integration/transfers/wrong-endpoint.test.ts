import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { type CheckDeps, checkConnection } from '../../../electron/connections/check'
import { checkAndFollow } from '../../../electron/connections/check-named'
import { createOssClient } from '../../../electron/oss/oss-client'
import { createLinkSigner } from '../../../electron/transfers/links'
import { someFields } from '../../support/connection-builders'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'
import { wrongEndpoint } from '../../support/faults'
import { loopbackAgents, secretOfRig } from '../../support/oss'
import { LoopbackAgent, plainHttp } from '../../support/plain-http'
import { sampleBytes } from '../../support/sample-bytes'

const MIB = 1024 * 1024
const WRONG = { endpoint: 'http://oss-cn-hangzhou.aliyuncs.com', region: 'cn-hangzhou' }
const RIGHT = 'http://oss-cn-beijing.aliyuncs.com'
let rig: EngineRig
afterEach(() => rig.cleanup())

/** The bucket lies in Beijing, the connection says Hangzhou; every host leads to one server. */
const start = async () => {
  rig = await startEngineRig({ bucket: { region: 'cn-beijing' } }, ({ server }) => ({
    fields: { ...WRONG, addressing: 'virtual-host' },
    deps: { agents: loopbackAgents(server.port) },
  }))
}
const offer = () => rig.notices().find(({ about }) => about === 'endpoint')
const done = async (id: string) =>
  expect((await rig.ended(id)).state).toMatchObject({ status: 'done', verification: 'crc64' })

describe('a connection with another region than its bucket', () => {
  it('sends and fetches at the endpoint that the server names, at the first attempt', async () => {
    await start()
    const bytes = sampleBytes(20 * MIB)
    await done(await rig.upload('small.txt', 'small'))
    const refused = rig.faults.requests.length
    await done(await rig.upload('big.bin', bytes))
    const { name } = await rig.ended(rig.download('big.bin'))
    expect((await readFile(join(rig.folder, name))).equals(bytes)).toBe(true)
    // Asked once at the wrong one, never again.
    const asked = rig.faults.requests.slice(refused).map(({ headers }) => headers.host)
    expect(asked.filter((host) => host?.includes('hangzhou'))).toEqual([])
  })

  it('has links that work', async () => {
    await start()
    const id = await rig.upload('a.txt', 'linked')
    await rig.ended(id)
    const { queue, clients } = rig.engine
    const [link] = await createLinkSigner({ queue, clients }).sign({ ids: [id] })
    const agent = new LoopbackAgent(rig.practice.server.port)
    expect((await plainHttp(link?.url ?? '', { agent })).text).toBe('linked')
    agent.destroy()
  })

  it('is offered the right one, and holds it only once the person has said so', async () => {
    await start()
    await rig.ended(await rig.upload('a.txt', 'a'))
    expect(offer()).toMatchObject({
      connectionId: rig.connectionId,
      label: 'Photos',
      endpoint: 'oss-cn-beijing.aliyuncs.com',
    })
    const stored = async () => (await rig.vault.list()).connections[0]
    expect(await stored()).toMatchObject(WRONG)
    await rig.engine.notices.act(offer()?.key ?? '')
    expect(await stored()).toMatchObject({ endpoint: RIGHT, region: 'cn-beijing' })
    expect(offer()).toBeUndefined()
    await done(await rig.upload('b.txt', 'b'))
    const client = await rig.engine.clients.of(rig.connectionId)
    expect(String(await buffer((await client.get('a.txt', undefined)).body))).toBe('a')
    expect(offer()).toBeUndefined()
  })

  it('is not offered an endpoint any more that it got otherwise', async () => {
    await start()
    await rig.ended(await rig.upload('a.txt', 'a'))
    expect(offer()).toBeDefined()
    await rig.save()
    expect(offer()).toBeUndefined()
  })

  it('passes the connection test, with the right one as a suggestion', async () => {
    await start()
    const { transport } = rig.engine
    const fields = someFields({ ...WRONG, bucket: rig.practice.bucket })
    const deps: CheckDeps = {
      createClient: (target, secret) => createOssClient(target, secret, transport),
      now: Date.now,
      probe: async () => ({ status: 403, isOss: true, dateMs: Date.now() }),
    }
    const report = await checkAndFollow(
      (tried) => checkConnection(deps, tried, secretOfRig(rig.practice)),
      fields,
    )
    expect(report).toMatchObject({ usable: true, suggestion: { endpoint: RIGHT } })
  })
})

describe('an endpoint that is not of OSS', () => {
  it('is never followed, whoever names it', async () => {
    rig = await startEngineRig()
    rig.faults.fail('PutObject', wrongEndpoint('evil.example.com'))
    const { state } = await rig.ended(await rig.upload('a.txt', 'a'))
    expect(state).toMatchObject({ status: 'failed', error: { code: 'OSS_WRONG_ENDPOINT' } })
    expect(rig.faults.count('PutObject')).toBe(1)
    expect(rig.notices()).toEqual([])
  })
})
