import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainHttp } from '../../support/plain-http'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

const KEY = 'closed ü.txt'

let rig: PracticeRig

beforeAll(async () => {
  rig = await startPracticeRig({
    moreBuckets: [{ name: 'open-bucket', region: 'cn-hangzhou', acl: 'public-read' }],
  })
  await rig.ossClient().put(KEY, Buffer.from('closed'))
  await rig.ossClient({ bucket: 'open-bucket' }).put('open.txt', Buffer.from('open'))
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

describe('an unsigned request', () => {
  it('reads a public-read bucket, and nothing else', async () => {
    const { origin } = rig.server
    expect((await plainHttp(`${origin}/open-bucket/open.txt`)).text).toBe('open')
    const list = await plainHttp(`${origin}/open-bucket/`)
    expect(list.text).toContain('<EC>0003-00000002</EC>')
    const put = await plainHttp(`${origin}/open-bucket/x`, { method: 'PUT', body: 'x' })
    expect(put.status).toBe(403)
    const closed = await plainHttp(`${origin}/${rig.bucket}/${encodeURIComponent(KEY)}`)
    expect(closed.status).toBe(403)
    expect(closed.text).toContain('<Code>AccessDenied</Code>')
  })

  it('cannot dress up the answer with response-* parameters', async () => {
    const url = `${rig.server.origin}/open-bucket/open.txt?response-content-type=text/html`
    expect((await plainHttp(url)).status).toBe(400)
  })

  it.each([
    'Basic abc',
    'OSS nothing',
    'OSS4-HMAC-SHA256 Credential=x',
    'OSS4-HMAC-SHA256 Signature=x',
  ])('with a broken Authorization header (%s) is answered 4xx', async (authorization) => {
    const answer = await plainHttp(`${rig.server.origin}/${rig.bucket}/x`, {
      headers: { authorization },
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('<Code>InvalidArgument</Code>')
  })
})
