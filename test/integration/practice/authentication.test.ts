import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainHttp } from '../../support/plain-http'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

const KEY = 'a b+c%d#e?f&g=ü中文🎉.txt'
const SECRET_OF_NOBODY = ['not', 'the', 'secret'].join('-')

let nowMs = Date.now()
let rig: PracticeRig

beforeAll(async () => {
  rig = await startPracticeRig({
    now: () => nowMs,
    moreCredentials: [
      { keyId: 'PRACTICEPUTONLY', keySecret: SECRET_OF_NOBODY, permissions: ['put'] },
      { keyId: 'PRACTICEOFF', keySecret: SECRET_OF_NOBODY, disabled: true },
      {
        keyId: 'STS.PRACTICE',
        keySecret: SECRET_OF_NOBODY,
        securityToken: 'a+made/up=token',
        expiresAtMs: nowMs + 3_600_000,
      },
    ],
  })
  await rig.ossClient().put(KEY, Buffer.from('content'))
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

/** A signed link, as ali-oss makes it in this version. */
function sign(client: OssClient, v4: boolean, seconds: number, key = KEY): Promise<string> {
  return v4
    ? client.signatureUrlV4('GET', seconds, undefined, key)
    : Promise.resolve(client.signatureUrl(key, { expires: seconds }))
}

describe.each([{ v4: true }, { v4: false }])('a signed request, V4 $v4', ({ v4 }) => {
  it('is refused with SignatureDoesNotMatch when the secret is wrong, and tells what was signed', async () => {
    const client = rig.ossClient({ v4, accessKeySecret: SECRET_OF_NOBODY })
    const failure = await failureOf(client.get(KEY))
    expect(failure).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' })
    const answer = await plainHttp(await sign(client, v4, 60))
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('<StringToSign>')
    expect(answer.text.includes('<CanonicalRequest>')).toBe(v4)
    expect(answer.text).not.toContain(rig.credential.keySecret)
    expect(answer.text).not.toContain(SECRET_OF_NOBODY)
  })

  it('is refused with InvalidAccessKeyId when the key is unknown or switched off', async () => {
    const unknown = rig.ossClient({ v4, accessKeyId: 'PRACTICENOBODY' })
    expect(await failureOf(unknown.get(KEY))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      ecCode: '0002-00000902',
    })
    const off = rig.ossClient({ v4, accessKeyId: 'PRACTICEOFF', accessKeySecret: SECRET_OF_NOBODY })
    expect(await failureOf(off.get(KEY))).toMatchObject({
      code: 'InvalidAccessKeyId',
      ecCode: '0002-00000903',
    })
  })

  it('is refused with RequestTimeTooSkewed and the server time when the clock is off by more than 15 minutes', async () => {
    for (const skewMs of [-901_000, 901_000]) {
      const client = rig.ossClient({ v4, amendTimeSkewed: skewMs })
      const failure = await failureOf(client.get(KEY))
      expect(failure).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' })
    }
    const bearable = rig.ossClient({ v4, amendTimeSkewed: -800_000 })
    expect((await bearable.get(KEY)).content.toString()).toBe('content')
  })

  it('has a link that a plain HTTP client can fetch, whatever the key is called', async () => {
    const answer = await plainHttp(await sign(rig.ossClient({ v4 }), v4, 60))
    expect(answer.status).toBe(200)
    expect(answer.text).toBe('content')
  })

  it('has a link that ends: AccessDenied, "Request has expired."', async () => {
    const url = await sign(rig.ossClient({ v4 }), v4, 60)
    const before = nowMs
    // The SDK signs by the real clock.
    nowMs = Date.now() + 61_000
    try {
      const answer = await plainHttp(url)
      expect(answer.status).toBe(403)
      expect(answer.text).toContain(
        '<Code>AccessDenied</Code><Message>Request has expired.</Message>',
      )
      expect(answer.text).toContain(v4 ? '0002-00000236' : '0002-00000069')
      expect(answer.text).toContain('<ServerTime>')
    } finally {
      nowMs = before
    }
  })

  it('has a link for one key only', async () => {
    const url = await sign(rig.ossClient({ v4 }), v4, 60, 'one.txt')
    const answer = await plainHttp(url.replace('one.txt', 'two.txt'))
    expect(answer.text).toContain('<Code>SignatureDoesNotMatch</Code>')
  })

  it('carries an STS token, and is refused without it, with another, and after its end', async () => {
    const sts = {
      v4,
      accessKeyId: 'STS.PRACTICE',
      accessKeySecret: SECRET_OF_NOBODY,
      refreshSTSTokenInterval: 86_400_000,
    }
    const client = rig.ossClient({ ...sts, stsToken: 'a+made/up=token' })
    expect((await client.get(KEY)).content.toString()).toBe('content')
    expect((await plainHttp(await sign(client, v4, 60))).text).toBe('content')

    expect(await failureOf(rig.ossClient(sts).get(KEY))).toMatchObject({
      code: 'InvalidAccessKeyId',
    })
    const other = rig.ossClient({ ...sts, stsToken: 'another-token' })
    expect(await failureOf(other.get(KEY))).toMatchObject({ code: 'InvalidSecurityToken' })
    const before = nowMs
    nowMs += 3_700_000
    try {
      const late = rig.ossClient({
        ...sts,
        stsToken: 'a+made/up=token',
        amendTimeSkewed: 3_700_000,
      })
      expect(await failureOf(late.get(KEY))).toMatchObject({
        status: 403,
        code: 'SecurityTokenExpired',
      })
    } finally {
      nowMs = before
    }
  })

  it('is refused with the name of the action when the key lacks the permission', async () => {
    const client = rig.ossClient({
      v4,
      accessKeyId: 'PRACTICEPUTONLY',
      accessKeySecret: SECRET_OF_NOBODY,
    })
    await client.put('put-only.txt', Buffer.from('x'))
    expect(await failureOf(client.get('put-only.txt'))).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      ecCode: '0003-00000001',
    })
    const answer = await plainHttp(await sign(client, v4, 60, 'put-only.txt'))
    expect(answer.text).toContain('<AuthAction>oss:GetObject</AuthAction>')
    expect(await failureOf(client.listV2({ 'max-keys': '1' }, {}))).toMatchObject({
      code: 'AccessDenied',
    })
  })

  it('may be for a bucket that does not exist: NoSuchBucket', async () => {
    const client = rig.ossClient({ v4, bucket: 'no-such-bucket' })
    expect(await failureOf(client.get(KEY))).toMatchObject({ status: 404, code: 'NoSuchBucket' })
  })
})

describe('a V4 signature', () => {
  it('is good for the region of the bucket only: 400 InvalidArgument, EC 0002-00000226', async () => {
    const client = rig.ossClient({ region: 'oss-cn-beijing' })
    expect(await failureOf(client.get(KEY))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      ecCode: '0002-00000226',
    })
  })

  it.each([0, 604_801, -1])(
    'on a link is good for 1 to 604,800 seconds, not for %i',
    async (seconds) => {
      const url = await sign(rig.ossClient(), true, seconds)
      const answer = await plainHttp(url)
      expect(answer.status).toBe(400)
      expect(answer.text).toContain('<EC>0002-00000232</EC>')
    },
  )

  it('on a link is good for seven days', async () => {
    const url = await sign(rig.ossClient(), true, 604_800)
    expect((await plainHttp(url)).status).toBe(200)
  })

  it('on a link may come from a clock that is up to 15 minutes ahead', async () => {
    const url = await sign(rig.ossClient(), true, 3600)
    const before = nowMs
    try {
      nowMs = before - 840_000
      expect((await plainHttp(url)).status).toBe(200)
      nowMs = before - 1_000_000
      expect((await plainHttp(url)).text).toContain('RequestTimeTooSkewed')
    } finally {
      nowMs = before
    }
  })

  it('covers additional headers when they are named', async () => {
    const client = rig.ossClient()
    const range = { headers: { range: 'bytes=0-3' } }
    const url = await client.signatureUrlV4('GET', 60, range, KEY, ['range'])
    expect((await plainHttp(url, { headers: { range: 'bytes=0-3' } })).text).toBe('cont')
    expect((await plainHttp(url, { headers: { range: 'bytes=0-4' } })).status).toBe(403)
  })

  it('does not cover an empty parameter the way ali-oss signs it, so that such parameters are left out', async () => {
    const client = rig.ossClient()
    expect(await failureOf(client.list({ 'max-keys': 1, marker: '' }, {}))).toMatchObject({
      code: 'SignatureDoesNotMatch',
    })
    expect((await client.list({ 'max-keys': 1 }, {})).objects).toHaveLength(1)
  })

  it('is the only one taken where V1 has ended', async () => {
    const strict = await startPracticeRig({ requireV4: true })
    try {
      await strict.ossClient({ v4: true }).put('x', Buffer.from('x'))
      expect(await failureOf(strict.ossClient({ v4: false }).get('x'))).toMatchObject({
        status: 403,
        ecCode: '0002-00000080',
      })
    } finally {
      await strict.cleanup()
    }
  })
})
