import OSS from 'ali-oss'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { signedQueryV4 } from '../../../../electron/oss/signed-query-v4'
import type { OssClient } from '../../../support/practice'

const NOW = Date.UTC(2026, 10, 24, 3, 3, 32, 987)
const target = { bucket: 'photos', region: 'cn-hangzhou' }
const credentials = { keyId: 'made-up-id', keySecret: 'made-up-secret' }
afterEach(() => vi.useRealTimers())

/** What ali-oss itself would sign at this moment. */
async function signedBySdk(key: string, stsToken?: string, queries = {}): Promise<URLSearchParams> {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const options: unknown = {
    accessKeyId: credentials.keyId,
    accessKeySecret: credentials.keySecret,
    ...(stsToken ? { stsToken, refreshSTSTokenInterval: 1 } : {}),
    bucket: target.bucket,
    region: `oss-${target.region}`,
    authorizationV4: true,
  }
  const sdk: unknown = new OSS(options as OSS.Options)
  const url = await (sdk as OssClient).signatureUrlV4('GET', 600, { queries }, key)
  return new URL(url).searchParams
}

const sorted = (params: URLSearchParams) => [...params].sort(([a], [b]) => (a < b ? -1 : 1))

describe('the signed query of a link', () => {
  it.each(['a.txt', 'docs/年报 (终稿) + a&b=c%.pdf', "it's!*~.txt", 'a/../b', '😀'])(
    'is the one of ali-oss, for %s',
    async (key) => {
      const own = signedQueryV4(target, credentials, key, { dateMs: NOW, validitySeconds: 600 })
      expect(sorted(new URLSearchParams(own))).toEqual(sorted(await signedBySdk(key)))
    },
  )

  it('signs a token and an answer header along', async () => {
    const query = { 'response-content-disposition': `attachment; filename*=UTF-8''%E5%B9%B4.pdf` }
    const own = signedQueryV4(target, { ...credentials, stsToken: 'CAIS+/x==' }, 'a.txt', {
      dateMs: NOW,
      validitySeconds: 600,
      query,
    })
    expect(sorted(new URLSearchParams(own))).toEqual(
      sorted(await signedBySdk('a.txt', 'CAIS+/x==', query)),
    )
  })
})
