import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkBucketName,
  isBucketName,
  OSS_REGIONS,
  parseOssHost,
  publicEndpoint,
} from '../../../shared/oss-hosts'
import { isRegionId } from '../../../shared/oss-regions'

describe('parseOssHost', () => {
  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', { kind: 'public', region: 'cn-hangzhou' }],
    ['bkt.oss-cn-hangzhou.aliyuncs.com', { bucket: 'bkt', kind: 'public', region: 'cn-hangzhou' }],
    ['BKT.OSS-cn-Hangzhou.AliYunCS.com', { bucket: 'bkt', kind: 'public', region: 'cn-hangzhou' }],
    ['oss-cn-hangzhou-internal.aliyuncs.com', { kind: 'internal', region: 'cn-hangzhou' }],
    [
      'b-1.oss-us-west-1-internal.aliyuncs.com',
      { bucket: 'b-1', kind: 'internal', region: 'us-west-1' },
    ],
    ['vpc100-oss-cn-beijing.aliyuncs.com', { kind: 'internal', region: 'cn-beijing' }],
    [
      'bkt.cn-hangzhou.oss.aliyuncs.com',
      { bucket: 'bkt', kind: 'dual-stack', region: 'cn-hangzhou' },
    ],
    ['cn-hangzhou.oss.aliyuncs.com', { kind: 'dual-stack', region: 'cn-hangzhou' }],
    ['bkt.oss-accelerate.aliyuncs.com', { bucket: 'bkt', kind: 'accelerate' }],
    ['oss-accelerate-overseas.aliyuncs.com', { kind: 'accelerate-overseas' }],
    ['oss-cn-hangzhou-zmf.aliyuncs.com', { kind: 'public', region: 'cn-hangzhou-zmf' }],
    ['oss-rg-china-mainland.aliyuncs.com', { kind: 'public', region: 'rg-china-mainland' }],
    [
      'bkt.oss-cn-hzfinance.aliyuncs.com',
      { bucket: 'bkt', kind: 'public', region: 'cn-hangzhou-finance' },
    ],
    [
      'oss-cn-shanghai-finance-1-pub-internal.aliyuncs.com',
      { kind: 'internal', region: 'cn-shanghai-finance-1' },
    ],
    ['oss-cn-north-2-gov-1.aliyuncs.com', { kind: 'public', region: 'cn-north-2-gov-1' }],
    ['bkt.s3.oss-cn-hangzhou.aliyuncs.com', { bucket: 'bkt', kind: 's3', region: 'cn-hangzhou' }],
    ['bkt.oss.aliyuncs.com', { bucket: 'bkt', kind: 'public', region: 'cn-hangzhou' }],
    ['oss.aliyuncs.com', { kind: 'public', region: 'cn-hangzhou' }],
  ])('reads %s', (host, expected) => {
    expect(parseOssHost(host)).toEqual(expected)
  })

  it.each([
    'oss-cn-hangzhou.aliyuncs.com.evil.com',
    'oss-cn-hangzhou.aliyuncs.com.',
    'oss-cn-hangzhou.aliyuncs.com:443',
    'evil-aliyuncs.com',
    'oss-cn-hangzhou.evil-aliyuncs.com',
    'oss-cn-hangzhoualiyuncs.com',
    'oss-cn-hangzhou.aliyuncs.com@evil.com',
    'evil.com/oss-cn-hangzhou.aliyuncs.com',
    'evil.com#.oss-cn-hangzhou.aliyuncs.com',
    'oss-cn-hangzhou.aliyuncs.co',
    'oss-cn-hangzhou.aliyuncs.com\n',
    ' oss-cn-hangzhou.aliyuncs.com',
    'oss-cn-hangzhou.ａliyuncs.com',
    'oss-cn-hangzhou.аliyuncs.com',
    'oss-cn-hangzhou。aliyuncs.com',
    'a.b.oss-cn-hangzhou.aliyuncs.com',
    'ab.oss-cn-hangzhou.aliyuncs.com',
    '-ab.oss-cn-hangzhou.aliyuncs.com',
    '.oss-cn-hangzhou.aliyuncs.com',
    'bkt..oss-cn-hangzhou.aliyuncs.com',
    'aliyuncs.com',
    '.aliyuncs.com',
    'ecs.cn-hangzhou.aliyuncs.com',
    'cn-hangzhou.aliyuncs.com',
    'oss-hangzhou.aliyuncs.com',
    'cn-hangzhou.oss-dls.aliyuncs.com',
    'oss-cn-.aliyuncs.com',
    '',
  ])('refuses %j', (host) => {
    expect(parseOssHost(host)).toBeUndefined()
  })

  it('never takes a host outside aliyuncs.com', () => {
    const piece = fc.constantFrom(
      'oss-cn-hangzhou',
      'aliyuncs',
      'com',
      'evil',
      'oss',
      'bkt',
      '.',
      '-',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const host = pieces.join('')
        if (parseOssHost(host)) expect(host.endsWith('.aliyuncs.com')).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('reads every endpoint it can write, for every region', () => {
    for (const { id } of OSS_REGIONS) {
      expect(isRegionId(id)).toBe(true)
      for (const kind of ['public', 'internal', 'dual-stack'] as const) {
        expect(parseOssHost(publicEndpoint(id, kind))).toEqual({ kind, region: id })
        expect(parseOssHost(`bkt.${publicEndpoint(id, kind)}`)?.bucket).toBe('bkt')
      }
    }
    for (const kind of ['accelerate', 'accelerate-overseas'] as const)
      expect(parseOssHost(publicEndpoint('cn-hangzhou', kind))).toEqual({ kind })
  })
})

describe('OSS_REGIONS', () => {
  it('names each region once, in both languages', () => {
    expect(new Set(OSS_REGIONS.map((region) => region.id)).size).toBe(OSS_REGIONS.length)
    for (const { names } of OSS_REGIONS) {
      expect(names.en).toMatch(/^[\x20-\x7e]+$/)
      expect(names['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('checkBucketName', () => {
  it.each([
    ['', 'BUCKET_EMPTY'],
    ['my bucket', 'BUCKET_HAS_SPACE'],
    ['bkt.oss-cn-hangzhou.aliyuncs.com', 'BUCKET_IS_URL'],
    ['My-bucket', 'BUCKET_HAS_UPPERCASE'],
    ['my_bucket', 'BUCKET_HAS_BAD_CHARACTER'],
    ['-bucket', 'BUCKET_STARTS_OR_ENDS_WITH_HYPHEN'],
    ['bucket-', 'BUCKET_STARTS_OR_ENDS_WITH_HYPHEN'],
    ['ab', 'BUCKET_TOO_SHORT'],
    ['a'.repeat(64), 'BUCKET_TOO_LONG'],
    ['a'.repeat(63), undefined],
    ['a-1', undefined],
  ])('says of %j: %s', (name, problem) => {
    expect(checkBucketName(name)).toBe(problem)
    expect(isBucketName(name)).toBe(problem === undefined)
  })
})
