import { describe, expect, it } from 'vitest'
import { namedEndpoint } from '../../../shared/named-endpoint'

const CURRENT = 'https://oss-cn-hangzhou.aliyuncs.com'

describe('the endpoint that a refusal names', () => {
  it.each([
    ['oss-cn-beijing.aliyuncs.com', 'https://oss-cn-beijing.aliyuncs.com', 'cn-beijing'],
    ['https://oss-cn-beijing.aliyuncs.com', 'https://oss-cn-beijing.aliyuncs.com', 'cn-beijing'],
    ['photos.oss-cn-beijing.aliyuncs.com', 'https://oss-cn-beijing.aliyuncs.com', 'cn-beijing'],
    ['oss-accelerate.aliyuncs.com', 'https://oss-accelerate.aliyuncs.com', undefined],
  ])('is followed when it is one of OSS: %s', (named, endpoint, region) => {
    expect(namedEndpoint(named, CURRENT)).toEqual({
      endpoint,
      addressing: 'virtual-host',
      ...(region ? { region } : {}),
    })
  })

  it('keeps the scheme of the endpoint that refused', () => {
    const found = namedEndpoint(
      'oss-cn-beijing.aliyuncs.com',
      'http://oss-cn-hangzhou.aliyuncs.com',
    )
    expect(found?.endpoint).toBe('http://oss-cn-beijing.aliyuncs.com')
  })

  it.each([
    '',
    'evil.example.com',
    'oss-cn-beijing.aliyuncs.com.evil.example.com',
    'oss-cn-beijing.aliyuncs.com@evil.example.com',
    'oss-cn-beijing.aliyuncs.com:8080.evil.example.com',
    'evil.aliyuncs.com',
    '127.0.0.1',
    'localhost:9000',
    'oss-cn-hangzhou.aliyuncs.com',
  ])('is not followed anywhere else: %s', (named) => {
    expect(namedEndpoint(named, CURRENT)).toBeUndefined()
  })
})
