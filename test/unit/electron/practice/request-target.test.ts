import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOssEndpointHost, readTargets } from '../../../../electron/practice/request-target'

const RULE = { port: 4000, boundDomains: new Map([['files.example.com', 'bound-bucket']]) }

describe('reading an endpoint host', () => {
  it.each([
    { host: 'oss-cn-hangzhou.aliyuncs.com', region: 'cn-hangzhou' },
    { host: 'oss-cn-hangzhou-internal.aliyuncs.com', region: 'cn-hangzhou' },
    { host: 'oss-us-west-1.aliyuncs.com', region: 'us-west-1' },
    { host: 'cn-hangzhou.oss.aliyuncs.com', region: 'cn-hangzhou' },
    { host: 'oss-accelerate.aliyuncs.com', region: undefined },
    { host: 'oss-accelerate-overseas.aliyuncs.com', region: undefined },
  ])('$host is in $region', ({ host, region }) => {
    expect(readOssEndpointHost(host)?.region).toBe(region)
    expect(readOssEndpointHost(host)).toBeDefined()
  })

  it.each([
    'aliyuncs.com',
    'oss.aliyuncs.com',
    'oss-.aliyuncs.com',
    'oss-cn-hangzhou.aliyuncs.com.evil.example',
    'evil-oss-cn-hangzhou.aliyuncs.com',
    'a.b.oss.aliyuncs.com',
    'oss-cn_hangzhou.aliyuncs.com',
    '',
  ])('%j is none', (host) => {
    expect(readOssEndpointHost(host)).toBeUndefined()
  })
})

describe('reading bucket and key', () => {
  it.each([
    { host: '127.0.0.1:4000', path: '/b/k', bucket: 'b', key: 'k' },
    { host: 'localhost:4000', path: '/b/k/l', bucket: 'b', key: 'k/l' },
    { host: 'localhost:4000', path: '/b', bucket: 'b', key: '' },
    { host: 'localhost:4000', path: '/b/', bucket: 'b', key: '' },
    { host: 'localhost:4000', path: '/b//k', bucket: 'b', key: '/k' },
    { host: 'localhost:4000', path: '/', bucket: '', key: '' },
    { host: 'b.localhost:4000', path: '/k', bucket: 'b', key: 'k' },
    { host: 'B.OSS-CN-HANGZHOU.aliyuncs.com', path: '/k', bucket: 'b', key: 'k' },
    { host: 'b.oss-cn-hangzhou.aliyuncs.com:80', path: '/', bucket: 'b', key: '' },
    { host: 'files.example.com', path: '/b/k', bucket: 'bound-bucket', key: 'b/k' },
    { host: 'files.example.com:4000', path: '/k', bucket: 'bound-bucket', key: 'k' },
  ])('$host $path is $bucket and $key', ({ host, path, bucket, key }) => {
    expect(readTargets(host, path, RULE)).toMatchObject([{ bucket, key }])
  })

  it('leaves it to the signature whether the first folder of a virtual host is the bucket', () => {
    const readings = readTargets('b.oss-cn-hangzhou.aliyuncs.com', '/b/k', RULE)
    expect(readings.map(({ key }) => key)).toEqual(['b/k', 'k'])
    expect(readTargets('b.oss-cn-hangzhou.aliyuncs.com', '/b', RULE).map(({ key }) => key)).toEqual(
      ['b', ''],
    )
  })

  it('accepts no host that is not one of the known shapes', () => {
    const allowed =
      /^(127\.0\.0\.1|localhost|[^.]+\.localhost|files\.example\.com|.*\.aliyuncs\.com)(:\d+)?$/i
    const host = fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.webAuthority({ withPort: true }))
    fc.assert(
      fc.property(host, fc.webPath(), (text, path) => {
        fc.pre(!allowed.test(text))
        expect(readTargets(text, path, RULE)).toEqual([])
      }),
    )
  })

  it('never throws, whatever the host and the path are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (host, path) => {
        expect(Array.isArray(readTargets(host, `/${path}`, RULE))).toBe(true)
      }),
    )
    expect(readTargets(undefined, '/', RULE)).toEqual([])
  })
})
