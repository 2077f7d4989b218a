import OSS from 'ali-oss'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAuthorizationV4 } from '../../../../electron/oss/authorization-v4'
import type { SignedHeaders } from '../../../../electron/oss/sdk'
import { compactDate } from '../../../../electron/oss/signing-v4'

const NOW = Date.UTC(2026, 10, 24, 23, 59, 59)
const credentials = { keyId: 'made-up-id', keySecret: 'made-up-secret' }
const target = { bucket: 'photos', region: 'cn-hangzhou' }

type SignedBySdk = {
  authorizationV4(
    method: string,
    request: { headers: SignedHeaders; queries: Readonly<Record<string, unknown>> },
    bucket: string,
    object: string | undefined,
  ): string
}

function sdk(region: string): SignedBySdk {
  const client: unknown = new OSS({
    accessKeyId: credentials.keyId,
    accessKeySecret: credentials.keySecret,
    bucket: target.bucket,
    region: `oss-${region}`,
    authorizationV4: true,
  } as OSS.Options)
  return client as SignedBySdk
}

const anOwn = createAuthorizationV4(target, credentials)
const theirs = sdk(target.region)

const headersOf = (date: string, more: SignedHeaders): SignedHeaders => ({
  'User-Agent': 'oss-courier',
  'x-oss-date': date,
  'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
  ...more,
})
const text = fc.string({ unit: 'binary', minLength: 1 })
const value = fc.stringMatching(/^[!-~][ -~]{0,20}$/)

describe('the Authorization header', () => {
  it('is the one of ali-oss, whatever is asked for', () => {
    const queries = fc.dictionary(
      fc.constantFrom('uploads', 'partNumber', 'versionId', 'max-keys'),
      fc.oneof(fc.constant(null), value, fc.nat()),
    )
    const more = fc.dictionary(
      fc.constantFrom('Content-Type', 'Content-MD5', 'x-oss-date-x', 'X-OSS-Meta-A', 'Range'),
      value,
    )
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'DELETE'),
        fc.option(text, { nil: undefined }),
        queries,
        more,
        fc.integer({ min: NOW - 86_400_000, max: NOW + 86_400_000 }),
        (method, key, query, extra, ms) => {
          const date = compactDate(ms)
          const headers = headersOf(date, extra)
          const own = anOwn({ method, key, headers, query, date })
          const request = { headers, queries: query }
          expect(own).toBe(theirs.authorizationV4(method, request, target.bucket, key))
        },
      ),
    )
  })

  it('is for the default region where none is known, as with ali-oss', () => {
    const date = compactDate(NOW)
    const headers = headersOf(date, {})
    const own = createAuthorizationV4({ bucket: 'photos', region: '' }, credentials)
    expect(own({ method: 'GET', key: 'a', headers, query: {}, date })).toBe(
      sdk('cn-hangzhou').authorizationV4('GET', { headers, queries: {} }, 'photos', 'a'),
    )
  })
})
