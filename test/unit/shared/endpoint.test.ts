import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatEndpoint, parseEndpoint } from '../../../shared/endpoint'

describe('parseEndpoint', () => {
  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', 'https://oss-cn-hangzhou.aliyuncs.com'],
    ['http://oss-cn-hangzhou.aliyuncs.com/', 'http://oss-cn-hangzhou.aliyuncs.com'],
    ['HTTPS://OSS-CN-HANGZHOU.aliyuncs.com:443', 'https://oss-cn-hangzhou.aliyuncs.com'],
    ['cn-hangzhou', 'https://oss-cn-hangzhou.aliyuncs.com'],
    ['oss-cn-hangzhou', 'https://oss-cn-hangzhou.aliyuncs.com'],
    ['oss-cn-hangzhou-internal', 'https://oss-cn-hangzhou-internal.aliyuncs.com'],
    ['oss-cn-new-9', 'https://oss-cn-new-9.aliyuncs.com'],
    ['oss-accelerate', 'https://oss-accelerate.aliyuncs.com'],
    ['  oss-cn-beijing.aliyuncs.com\u200b ', 'https://oss-cn-beijing.aliyuncs.com'],
    ['ｈｔｔｐｓ：／／oss-cn-beijing．aliyuncs。com', 'https://oss-cn-beijing.aliyuncs.com'],
    ['"https://oss-cn-beijing.aliyuncs.com";', 'https://oss-cn-beijing.aliyuncs.com'],
    ['img.example.com', 'https://img.example.com'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['localhost:9000', 'https://localhost:9000'],
    ['minio:9000', 'https://minio:9000'],
    ['http://80-port.example.com:80', 'http://80-port.example.com'],
    ['图片.example.com', 'https://xn--wcsw84d.example.com'],
  ])('takes %j as %s', (input, expected) => {
    const parsed = parseEndpoint(input)
    expect(parsed.ok ? formatEndpoint(parsed.endpoint) : parsed).toBe(expected)
  })

  it('knows region and kind of the endpoints of OSS', () => {
    expect(parseEndpoint('oss-cn-shenzhen-internal.aliyuncs.com')).toEqual({
      ok: true,
      endpoint: {
        scheme: 'https',
        host: 'oss-cn-shenzhen-internal.aliyuncs.com',
        region: 'cn-shenzhen',
        kind: 'internal',
      },
    })
    expect(parseEndpoint('https://oss-accelerate.aliyuncs.com')).toMatchObject({
      endpoint: { kind: 'accelerate' },
    })
    expect(parseEndpoint('http://127.0.0.1:9000')).toEqual({
      ok: true,
      endpoint: { scheme: 'http', host: '127.0.0.1', port: 9000, kind: 'custom' },
    })
  })

  it.each([
    ['', { problem: 'ENDPOINT_EMPTY' }],
    [' \u200b', { problem: 'ENDPOINT_EMPTY' }],
    ['oss-cn hangzhou.aliyuncs.com', { problem: 'ENDPOINT_HAS_SPACE' }],
    ['ftp://oss-cn-hangzhou.aliyuncs.com', { problem: 'ENDPOINT_BAD_SCHEME' }],
    ['oss://my-bucket', { problem: 'ENDPOINT_BAD_SCHEME' }],
    ['https:/oss-cn-hangzhou.aliyuncs.com', { problem: 'ENDPOINT_BAD_SCHEME' }],
    ['javascript:alert(1)', { problem: 'ENDPOINT_BAD_SCHEME' }],
    ['https://key:secret@oss-cn-hangzhou.aliyuncs.com', { problem: 'ENDPOINT_HAS_USERINFO' }],
    ['https://oss-cn-hangzhou.aliyuncs.com@evil.com', { problem: 'ENDPOINT_HAS_USERINFO' }],
    ['oss-cn-hangzhou.aliyuncs.com?x=1', { problem: 'ENDPOINT_HAS_QUERY' }],
    [
      'oss-cn-hangzhou.aliyuncs.com/photos-2024/a.jpg',
      {
        problem: 'ENDPOINT_HAS_PATH',
        bucket: 'photos-2024',
        suggestion: 'https://oss-cn-hangzhou.aliyuncs.com',
      },
    ],
    [
      'http://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg',
      {
        problem: 'ENDPOINT_HAS_BUCKET',
        bucket: 'photos',
        suggestion: 'http://oss-cn-hangzhou.aliyuncs.com',
      },
    ],
    [
      's3.oss-cn-hangzhou.aliyuncs.com',
      { problem: 'ENDPOINT_IS_S3', suggestion: 'https://oss-cn-hangzhou.aliyuncs.com' },
    ],
    [
      'oss-cn-hangzhou.aliyuncs.com:8080',
      { problem: 'ENDPOINT_BAD_PORT', suggestion: 'https://oss-cn-hangzhou.aliyuncs.com' },
    ],
    ['localhost:99999', { problem: 'ENDPOINT_BAD_PORT' }],
    ['localhost:', { problem: 'ENDPOINT_BAD_PORT' }],
    [
      'cn-hangzhou.aliyuncs.com',
      { problem: 'ENDPOINT_BAD_HOST', suggestion: 'https://oss-cn-hangzhou.aliyuncs.com' },
    ],
    [
      'oss-cn-hangzhou.aliyuncs.com.',
      { problem: 'ENDPOINT_BAD_HOST', suggestion: 'https://oss-cn-hangzhou.aliyuncs.com' },
    ],
    ['ecs.cn-hangzhou.aliyuncs.com', { problem: 'ENDPOINT_BAD_HOST' }],
    ['my-bucket', { problem: 'ENDPOINT_BAD_HOST' }],
    ['https://[::1]:9000', { problem: 'ENDPOINT_BAD_HOST' }],
    ['0x7f.1', { problem: 'ENDPOINT_BAD_HOST' }],
    ['under_score.example.com', { problem: 'ENDPOINT_BAD_HOST' }],
    ['https://', { problem: 'ENDPOINT_BAD_HOST' }],
  ])('refuses %j', (input, expected) => {
    expect(parseEndpoint(input)).toEqual({ ok: false, ...expected })
  })

  it('never throws, and reads back what it took', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'https://',
            'oss-',
            'cn-hangzhou',
            '.aliyuncs.com',
            ':',
            '80',
            '/',
            '@',
            'x',
          ),
        )
        .map((parts) => parts.join('')),
      fc.domain(),
      fc.webAuthority(),
    )
    fc.assert(
      fc.property(text, (input) => {
        const first = parseEndpoint(input)
        if (first.ok) expect(parseEndpoint(formatEndpoint(first.endpoint))).toEqual(first)
        else if (first.suggestion) expect(parseEndpoint(first.suggestion).ok).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
