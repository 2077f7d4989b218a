import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LoopbackAgent, plainHttp } from '../../support/plain-http'
import { failureOf, type PracticeRig, startPracticeRig } from '../../support/practice'

const DOMAIN = 'files.example.com'

let rig: PracticeRig
let agent: LoopbackAgent

beforeAll(async () => {
  rig = await startPracticeRig({
    bucket: { boundDomains: [DOMAIN], acl: 'public-read' },
    moreBuckets: [{ name: 'far-bucket', region: 'cn-beijing' }],
  })
  agent = new LoopbackAgent(rig.server.port)
})
afterAll(async () => {
  agent.destroy()
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

describe.each([{ v4: true }, { v4: false }])(
  'unmodified ali-oss, V4 $v4, reaches the bucket',
  ({ v4 }) => {
    const roundTrip = async (options: object, key: string) => {
      const client = rig.ossClient({ v4, sldEnable: false, ...options })
      await client.put(key, Buffer.from(key))
      expect((await client.get(key)).content.toString()).toBe(key)
      expect((await rig.ossClient().get(key)).content.toString()).toBe(key)
    }
    const prefix = v4 ? 'v4' : 'v1'

    it('by an IPv4 endpoint: host bucket.oss-cn-hangzhou.aliyuncs.com, path without the bucket', async () => {
      await roundTrip({ endpoint: rig.server.origin }, `${prefix}-ip/a b.txt`)
    })

    it('by an IPv4 endpoint when the key begins with the name of the bucket', async () => {
      await roundTrip({ endpoint: rig.server.origin }, `practice-bucket/${prefix}.txt`)
    })

    it('by an IPv4 endpoint with sldEnable: the same host, path with the bucket', async () => {
      await roundTrip({ endpoint: rig.server.origin, sldEnable: true }, `${prefix}-sld/a b.txt`)
    })

    it('by its region alone, as at the service', async () => {
      await roundTrip({ endpoint: undefined, agent }, `${prefix}-region.txt`)
    })

    it.each([
      'http://oss-cn-hangzhou-internal.aliyuncs.com',
      'http://oss-accelerate.aliyuncs.com',
      'http://cn-hangzhou.oss.aliyuncs.com',
    ])('by %s', async (endpoint) => {
      await roundTrip({ endpoint, agent }, `${prefix}-${endpoint.length}.txt`)
    })

    it('by its bound domain', async () => {
      await roundTrip({ endpoint: `http://${DOMAIN}`, cname: true, agent }, `${prefix}-cname.txt`)
    })

    it('but is sent to the right endpoint when the region of the host is wrong', async () => {
      const client = rig.ossClient({
        v4,
        sldEnable: false,
        bucket: 'far-bucket',
        endpoint: undefined,
        region: 'oss-cn-hangzhou',
        agent,
      })
      const failure = await failureOf(client.get('x'))
      expect(failure).toMatchObject({ status: 403, code: 'AccessDenied' })
      expect(failure.message).toContain('must be addressed using the specified endpoint')
      const url = v4
        ? await client.signatureUrlV4('GET', 60, undefined, 'x')
        : client.signatureUrl('x', {})
      const answer = await plainHttp(url, { agent })
      expect(answer.text).toContain('<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>')
    })
  },
)

describe('the Host header', () => {
  const ask = (host: string) =>
    plainHttp(`${rig.server.origin}/practice-bucket/public.txt`, { headers: { host } })

  it('opens the door for the names of this machine, with the port', async () => {
    await rig.ossClient().put('public.txt', Buffer.from('public'))
    const { port } = rig.server
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) {
      expect((await ask(host)).text).toBe('public')
    }
    const virtual = await plainHttp(`${rig.server.origin}/public.txt`, {
      headers: { host: `practice-bucket.localhost:${port}` },
    })
    expect(virtual.text).toBe('public')
  })

  it.each([
    'evil.example',
    'localhost.evil.example',
    'practice-bucket.oss-cn-hangzhou.aliyuncs.com.evil.example',
    'practice-bucket.oss-cn-hangzhou.evil.example',
    'oss-cn-hangzhou.aliyuncs.com',
    'files.example.com.evil.example',
    '127.0.0.1:1',
    'localhost',
    '0.0.0.0',
    '[::1]',
  ])(
    '%s is refused with 403 and OSS XML: a page that rebinds its name reads nothing',
    async (host) => {
      const answer = await ask(host)
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('<Code>AccessDenied</Code>')
      expect(answer.text).not.toContain('public')
    },
  )

  it('gets no permission for a page of another origin', async () => {
    const answer = await plainHttp(`${rig.server.origin}/practice-bucket/public.txt`, {
      headers: { origin: 'https://evil.example' },
    })
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))
    expect(cors).toEqual([])
  })
})
