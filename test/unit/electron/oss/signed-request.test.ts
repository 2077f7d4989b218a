import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OssTarget } from '../../../../electron/oss/oss-types'
import { createSdk } from '../../../../electron/oss/sdk'
import { createAddressOf } from '../../../../electron/oss/signed-request'

const common = { bucket: 'photos', region: 'cn-hangzhou', signatureVersion: 'v4' } as const
const TARGETS: readonly OssTarget[] = [
  { ...common, endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', addressing: 'virtual-host' },
  { ...common, endpoint: 'http://127.0.0.1:9000', addressing: 'path-style' },
  { ...common, endpoint: 'https://files.example.com', addressing: 'cname' },
]
const key = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('a/../b', "it's!*()~+.txt", '年报 (终稿)%2F?#&=.pdf', '/', '//x'),
)

describe('the address of an object', () => {
  it.each(TARGETS)('is spelled as ali-oss does, in a bucket that is $addressing', (target) => {
    const sdk = createSdk(target, { keyId: 'made-up-id', keySecret: 'made-up-secret' })
    const addressOf = createAddressOf(sdk, target.bucket)
    fc.assert(
      fc.property(key, fc.option(fc.nat(), { nil: undefined }), (object, part) => {
        const request = { object, ...(part === undefined ? {} : { query: { part } }) }
        expect(addressOf(request)).toBe(sdk._getReqUrl({ bucket: target.bucket, ...request }))
      }),
    )
  })
})
