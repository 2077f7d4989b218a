import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConnectionAddress, ownerOf } from '../../../shared/connection-url'
import { parseEndpoint } from '../../../shared/endpoint'
import { decodePercent } from '../../../shared/percent-decode'

function aConnection(
  id: string,
  bucket: string,
  endpointText: string,
  addressing: ConnectionAddress['addressing'] = 'virtual-host',
): ConnectionAddress {
  const parsed = parseEndpoint(endpointText)
  if (!parsed.ok) throw new Error(parsed.problem)
  return { id, bucket, endpoint: parsed.endpoint, addressing }
}

const PHOTOS = aConnection('photos', 'photos-2024', 'oss-cn-hangzhou.aliyuncs.com')
const DOMAIN = aConnection('domain', 'site-files', 'https://files.example.com', 'cname')
const PRACTICE = aConnection('practice', 'practice', 'http://127.0.0.1:4567', 'path-style')
const LAN = aConnection('lan', 'backup', 'http://store.lan:9000')
const ALL = [PHOTOS, DOMAIN, PRACTICE, LAN]

describe('ownerOf', () => {
  it.each([
    'https://photos-2024.oss-cn-hangzhou.aliyuncs.com/a/b.jpg',
    'http://photos-2024.oss-cn-hangzhou-internal.aliyuncs.com/a/b.jpg',
    'https://photos-2024.oss-accelerate.aliyuncs.com/a/b.jpg?x=1#top',
    'https://photos-2024.cn-hangzhou.oss.aliyuncs.com/a/b.jpg',
    'https://PHOTOS-2024.OSS-CN-HANGZHOU.ALIYUNCS.COM:443/a/b.jpg',
    'https://oss-cn-hangzhou.aliyuncs.com/photos-2024/a/b.jpg',
    'oss://photos-2024/a/b.jpg',
    'oss://photos-2024.oss-cn-hangzhou.aliyuncs.com/a/b.jpg',
  ])('knows %s as an object of the connection with that bucket', (url) => {
    expect(ownerOf(url, ALL)).toMatchObject({
      kind: 'connection',
      connectionId: 'photos',
      bucket: 'photos-2024',
      key: 'a/b.jpg',
    })
  })

  it('knows bound domains, path-style servers and servers of one’s own by host and port', () => {
    expect(ownerOf('https://files.example.com/a%20b.txt', ALL)).toEqual({
      kind: 'connection',
      connectionId: 'domain',
      bucket: 'site-files',
      key: 'a b.txt',
    })
    expect(ownerOf('http://127.0.0.1:4567/practice/x/y', ALL)).toMatchObject({
      connectionId: 'practice',
      key: 'x/y',
    })
    expect(ownerOf('http://backup.store.lan:9000/x', ALL)).toMatchObject({ connectionId: 'lan' })
    const bound = { ...PHOTOS, boundHosts: ['img.example.com'] }
    expect(ownerOf('https://img.example.com/a.jpg', [bound])).toMatchObject({ key: 'a.jpg' })
  })

  it.each([
    'http://127.0.0.1:4568/practice/x',
    'http://127.0.0.1:4567/practice-2/x',
    'http://127.0.0.1:4567/other/practice/x',
    'https://files.example.com:8443/a',
    'https://files.example.com.evil.com/a',
    'https://evil.com/files.example.com/a',
    'https://backup.store.lan/x',
    'https://evil.com/photos-2024.oss-cn-hangzhou.aliyuncs.com/a',
    'https://photos-2024.oss-cn-hangzhou.aliyuncs.com.evil.com/a',
    'https://photos-2024.oss-cn-hangzhou.aliyuncs.com@evil.com/a',
    'https://evil.com\\@photos-2024.oss-cn-hangzhou.aliyuncs.com/a',
    'https://user:pass@photos-2024.oss-cn-hangzhou.aliyuncs.com/a',
    'https://photos-2024.oss-cn-hangzhou.aliyuncs.com:8443/a',
    'https://photos-2024.oss-cn-hangzhou.aliyuncs.com./a',
    'https://photos-2024.oss-cn-hangzhou.аliyuncs.com/a',
    'https://photos-2024-oss-cn-hangzhou.aliyuncs.com/a',
    'ftp://photos-2024.oss-cn-hangzhou.aliyuncs.com/a',
    'oss://A_B/c',
    'nonsense',
    '',
  ])('gives %j to nobody', (url) => {
    expect(ownerOf(url, ALL)).toEqual({ kind: 'none' })
  })

  it('names bucket, region and key of a bucket that no connection names', () => {
    expect(ownerOf('https://other.oss-us-west-1-internal.aliyuncs.com/k', ALL)).toEqual({
      kind: 'foreign-oss',
      bucket: 'other',
      region: 'us-west-1',
      key: 'k',
      hostKind: 'internal',
    })
    expect(ownerOf('oss://other/a%20b', ALL)).toEqual({
      kind: 'foreign-oss',
      bucket: 'other',
      key: 'a%20b',
    })
  })

  it('does not take a bucket of OSS for the bucket of that name on another server', () => {
    expect(ownerOf('https://practice.oss-cn-hangzhou.aliyuncs.com/k', ALL).kind).toBe('foreign-oss')
    expect(ownerOf('https://backup.oss-cn-hangzhou.aliyuncs.com/k', ALL).kind).toBe('foreign-oss')
    expect(ownerOf('https://site-files.oss-cn-hangzhou.aliyuncs.com/k', ALL)).toMatchObject({
      connectionId: 'domain',
    })
  })

  it('prefers the first of two connections to one bucket', () => {
    const twin = { ...PHOTOS, id: 'twin' }
    const url = 'https://photos-2024.oss-cn-hangzhou.aliyuncs.com/k'
    expect(ownerOf(url, [twin, PHOTOS])).toMatchObject({ connectionId: 'twin' })
  })

  it('finds the key that an encoded URL stands for, whatever the key', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/^\.{1,2}$|[/\p{Cs}]/u.test(text))
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const path = segments.map(encodeURIComponent).join('/')
        const url = `https://photos-2024.oss-cn-hangzhou.aliyuncs.com/${path}`
        expect(ownerOf(url, ALL)).toMatchObject({ key: segments.join('/') })
      }),
    )
  })

  it('never gives a host outside aliyuncs.com to OSS', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string(), (url, text) => {
        expect(ownerOf(url, [PHOTOS]).kind).toBe('none')
        expect(ownerOf(`https://${text}.evil.com/x`, [PHOTOS]).kind).toBe('none')
      }),
    )
  })
})

describe('decodePercent', () => {
  it.each([
    ['a%20b', 'a b'],
    ['a+b%2Bc', 'a+b+c'],
    ['%E4%B8%AD%f0%9f%98%80', '中😀'],
    ['100%', '100%'],
    ['%zz%4', '%zz%4'],
    ['%E4%B8%AD%FF', '中%FF'],
    ['%FF%E4%B8%AD', '%FF中'],
    ['%E4%B8', '%E4%B8'],
    ['%ED%A0%80', '%ED%A0%80'],
    ['%2525', '%25'],
  ])('turns %j into %j', (input, output) => {
    expect(decodePercent(input)).toBe(output)
  })

  it('undoes encodeURIComponent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodePercent(encodeURIComponent(text))).toBe(text)
      }),
    )
  })
})
