import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CheckDeps, checkConnection } from '../../../electron/connections/check'
import { createProbe } from '../../../electron/connections/probe'
import { createAgents } from '../../../electron/oss/agents'
import { createOssClient } from '../../../electron/oss/oss-client'
import { createTransport } from '../../../electron/oss/transport'
import type { PracticeCredential } from '../../../electron/practice/practice-server'
import type { ConnectionFields, ConnectionSecret } from '../../../shared/connection'
import type { CheckReport } from '../../../shared/ipc/contract'
import { someFields, someSecret } from '../../support/connection-builders'
import {
  answerWith,
  createFaultScript,
  type FaultScript,
  wrongEndpoint,
} from '../../support/faults'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

const madeUp = (name: string, more: Partial<PracticeCredential> = {}): PracticeCredential => ({
  ...someSecret(name),
  ...more,
})
const KEYS = [
  madeUp('put-only', { permissions: ['put', 'abort'] }),
  madeUp('put-no-abort', { permissions: ['put'] }),
  madeUp('get-only', { permissions: ['get'] }),
  madeUp('list-only', { permissions: ['list'] }),
  madeUp('disabled', { disabled: true }),
  madeUp('expired', { securityToken: 'made-up-token', keyId: 'STS.made-up', expiresAtMs: 1 }),
  madeUp('temporary', { securityToken: 'made-up-token', keyId: 'STS.made-up-2' }),
]

describe.each(['v4', 'v1'] as const)(
  'the connection test, with real requests signed by %s',
  (v) => {
    let rig: PracticeRig
    let script: FaultScript
    let agents: ReturnType<typeof createAgents>
    beforeEach(async () => {
      script = createFaultScript()
      agents = createAgents()
      rig = await startPracticeRig({ moreCredentials: KEYS, hook: script.hook })
    })
    afterEach(async () => {
      agents.close()
      await rig.cleanup()
    })

    const fieldsOf = (changes: Partial<ConnectionFields> = {}) =>
      someFields({
        addressing: 'path-style',
        endpoint: rig.server.origin,
        bucket: rig.bucket,
        region: rig.region,
        signatureVersion: v,
        ...changes,
      })
    const ownSecret = (): ConnectionSecret => ({
      keyId: rig.credential.keyId,
      keySecret: rig.credential.keySecret,
    })
    const check = (
      secret: ConnectionSecret,
      changes: Partial<ConnectionFields> = {},
      deps: Partial<CheckDeps> = {},
    ) =>
      checkConnection(
        {
          createClient: (target, given) => createOssClient(target, given, createTransport(agents)),
          now: Date.now,
          probe: createProbe(agents),
          ...deps,
        },
        fieldsOf(changes),
        secret,
      )
    const keyNamed = (name: string): ConnectionSecret => {
      const key = KEYS.find(({ keySecret }) => keySecret.endsWith(name))
      if (!key) throw new Error(`No key ${name}`)
      const { keyId, keySecret, securityToken } = key
      return { keyId, keySecret, ...(securityToken ? { stsToken: securityToken } : {}) }
    }
    const outcomes = (report: CheckReport) => report.steps.map(({ outcome }) => outcome).join(' ')
    const failureOf = (report: CheckReport) =>
      report.steps.find(({ outcome }) => outcome === 'failed')

    it('passes with a key that may do everything and leaves no object and no upload', async () => {
      const report = await check(ownSecret())
      expect(outcomes(report)).toBe('passed passed passed passed passed passed passed')
      expect(report.usable).toBe(true)
      const client = createOssClient(fieldsOf(), ownSecret(), createTransport(agents))
      expect((await client.list({})).keys).toEqual([])
      expect(await client.listMultipartUploads('')).toEqual([])
    })

    it('passes with a temporary key and its token', async () => {
      expect((await check(keyNamed('temporary'))).usable).toBe(true)
    })

    it.each([
      ['put-only', 'passed passed passed passed not-permitted passed not-permitted', true],
      ['put-no-abort', 'passed passed passed passed not-permitted passed not-permitted', true],
      ['get-only', 'passed passed passed passed not-permitted not-permitted passed', true],
      ['list-only', 'passed passed passed passed passed not-permitted not-permitted', false],
    ])('says what the key "%s" may do', async (name, expected, usable) => {
      const report = await check(keyNamed(name))
      expect(outcomes(report)).toBe(expected)
      expect(report.usable).toBe(usable)
    })

    it('tells an unknown key, a switched-off one, a wrong secret, a bad and an expired token', async () => {
      const cases: [ConnectionSecret, string][] = [
        [someSecret('nobody'), 'OSS_KEY_UNKNOWN'],
        [keyNamed('disabled'), 'OSS_KEY_DISABLED'],
        [{ ...ownSecret(), keySecret: someSecret('wrong').keySecret }, 'OSS_SECRET_WRONG'],
        [{ ...keyNamed('temporary'), stsToken: 'another-made-up-token' }, 'OSS_TOKEN_INVALID'],
        [keyNamed('expired'), 'OSS_TOKEN_EXPIRED'],
      ]
      for (const [secret, code] of cases) {
        const report = await check(secret)
        expect(failureOf(report)).toMatchObject({ step: 'sign', error: { code } })
        expect(report.usable).toBe(false)
        expect(JSON.stringify(report)).not.toContain(secret.keySecret)
      }
    })

    it('tells a missing bucket', async () => {
      const report = await check(ownSecret(), { bucket: 'no-such-bucket' })
      expect(failureOf(report)).toMatchObject({
        step: 'bucket',
        error: { code: 'OSS_NO_SUCH_BUCKET', params: { bucket: 'no-such-bucket' } },
      })
    })

    it('offers the endpoint that the server names', async () => {
      script.fail('ListObjects', wrongEndpoint('oss-cn-beijing.aliyuncs.com'))
      script.fail('ListObjectsV2', wrongEndpoint('oss-cn-beijing.aliyuncs.com'))
      const report = await check(ownSecret())
      expect(failureOf(report)).toMatchObject({
        step: 'bucket',
        error: { code: 'OSS_WRONG_ENDPOINT' },
      })
      expect(report.suggestion).toMatchObject({
        endpoint: 'http://oss-cn-beijing.aliyuncs.com',
        region: 'cn-beijing',
      })
    })

    it('tells a region that does not fit the signature', async () => {
      if (v === 'v1') return
      const report = await check(ownSecret(), { region: 'cn-nowhere' })
      expect(failureOf(report)).toMatchObject({ step: 'sign', error: { code: 'OSS_WRONG_REGION' } })
    })

    it('tells a clock that is off before any signature is refused', async () => {
      const report = await check(ownSecret(), {}, { now: () => Date.now() + 3_600_000 })
      expect(failureOf(report)).toMatchObject({
        step: 'clock',
        error: { code: 'OSS_CLOCK_SKEWED', params: { minutes: 60 } },
      })
    })

    it('tells a clock that only the service finds to be off', async () => {
      for (const operation of ['ListObjects', 'ListObjectsV2'] as const) {
        script.fail(operation, answerWith(403, 'RequestTimeTooSkewed'))
      }
      expect(failureOf(await check(ownSecret()))).toMatchObject({ step: 'clock' })
    })

    it('tells a server that is not there', async () => {
      const { port } = rig.server
      await rig.cleanup()
      const report = await check(ownSecret(), { endpoint: `http://127.0.0.1:${port}` })
      expect(failureOf(report)).toMatchObject({
        step: 'reach',
        error: { code: 'CONNECTION_REFUSED' },
      })
      rig = await startPracticeRig()
    })
  },
)

describe('the connection test of a domain', () => {
  let server: Server
  let seen: string[]
  beforeEach(async () => {
    seen = []
    server = createServer((request, response) => {
      seen.push(request.headers.authorization ?? 'no key')
      response.end('<html>Somebody else’s site</html>')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  })
  afterEach(() => new Promise((done) => server.close(done)))

  it('that does not lead to OSS says so and sends it no key', async () => {
    const { port } = server.address() as AddressInfo
    const report = await checkConnection(
      {
        createClient: () => {
          throw new Error('No signed request is due')
        },
        now: Date.now,
        probe: createProbe(createAgents()),
      },
      someFields({ addressing: 'cname', endpoint: `http://localhost:${port}` }),
      someSecret(),
    )
    expect(report.steps[0]).toMatchObject({
      step: 'reach',
      outcome: 'failed',
      error: { code: 'OSS_DOMAIN_NOT_BOUND', params: { host: 'localhost' } },
    })
    expect(seen).toEqual(['no key'])
  })
})
