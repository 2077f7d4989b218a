import { describe, expect, it } from 'vitest'
import { checkFields } from '../../../../electron/connections/check-fields'
import type { ConnectionFields } from '../../../../shared/connection'
import { someFields } from '../../../support/connection-builders'

const problemOf = (changes: Partial<ConnectionFields>): unknown => {
  try {
    checkFields(someFields(changes))
  } catch (error) {
    return Reflect.get(Reflect.get(Object(error), 'info'), 'params')
  }
  return undefined
}

describe('checkFields', () => {
  it('stores the endpoint in its full form and the region that it tells', () => {
    const { fields, endpoint } = checkFields(
      someFields({
        endpoint: ' oss-cn-shanghai.aliyuncs.com/ ',
        region: 'cn-beijing',
        label: ' A ',
      }),
    )
    expect(fields).toEqual(
      someFields({
        endpoint: 'https://oss-cn-shanghai.aliyuncs.com',
        region: 'cn-shanghai',
        label: 'A',
      }),
    )
    expect(endpoint).toEqual({
      scheme: 'https',
      host: 'oss-cn-shanghai.aliyuncs.com',
      region: 'cn-shanghai',
      kind: 'public',
    })
  })

  it.each([
    ['oss-cn-hangzhou-internal.aliyuncs.com', 'cn-hangzhou'],
    ['cn-hongkong.oss.aliyuncs.com', 'cn-hongkong'],
    ['oss-ap-southeast-1', 'ap-southeast-1'],
  ])('derives the region of %s', (endpoint, region) => {
    expect(checkFields(someFields({ endpoint, region: '' })).fields.region).toBe(region)
  })

  it('asks for the region where V4 needs it and the endpoint does not tell it', () => {
    const accelerate = { endpoint: 'https://oss-accelerate.aliyuncs.com', region: '' }
    const domain = { endpoint: 'files.example.com', addressing: 'cname' as const, region: ' ' }
    expect(problemOf(accelerate)).toEqual({ problem: 'REGION_NEEDED' })
    expect(problemOf(domain)).toEqual({ problem: 'REGION_NEEDED' })
    expect(checkFields(someFields({ ...accelerate, signatureVersion: 'v1' })).fields.region).toBe(
      '',
    )
  })

  it('takes a region in the ways in which people write it', () => {
    const domain = { endpoint: 'files.example.com', addressing: 'cname' as const }
    for (const region of ['cn-shenzhen', ' OSS-cn-shenzhen ', 'oss-cn-shenzhen-internal']) {
      expect(checkFields(someFields({ ...domain, region })).fields.region).toBe('cn-shenzhen')
    }
    expect(problemOf({ ...domain, region: 'shenzhen city' })).toEqual({ problem: 'REGION_BAD' })
  })

  it('leaves the region of a server of one’s own as it is', () => {
    const own = {
      endpoint: 'http://127.0.0.1:9000',
      addressing: 'path-style' as const,
      region: 'local',
    }
    expect(checkFields(someFields(own)).fields).toMatchObject({
      endpoint: 'http://127.0.0.1:9000',
      region: 'local',
    })
  })

  it.each([
    [{ bucket: '' }, { problem: 'BUCKET_EMPTY' }],
    [{ bucket: 'My_Bucket' }, { problem: 'BUCKET_HAS_UPPERCASE' }],
    [{ endpoint: 'ftp://x.example.com' }, { problem: 'ENDPOINT_BAD_SCHEME' }],
    [
      { endpoint: 'photos-2026.oss-cn-hangzhou.aliyuncs.com' },
      { problem: 'ENDPOINT_HAS_BUCKET', suggestion: 'https://oss-cn-hangzhou.aliyuncs.com' },
    ],
    [{ addressing: 'cname' as const }, { problem: 'DOMAIN_IS_OSS' }],
    [{ linkDomain: 'oss-cn-hangzhou.aliyuncs.com' }, { problem: 'LINK_DOMAIN_IS_OSS' }],
    [{ linkDomain: 'photos-2026.oss-cn-hangzhou.aliyuncs.com' }, { problem: 'LINK_DOMAIN_IS_OSS' }],
    [{ linkDomain: 'a b' }, { problem: 'LINK_DOMAIN_BAD' }],
    [{ endpoint: 'http://127.0.0.1:9000', region: 'x' }, { problem: 'ADDRESS_NEEDS_PATH_STYLE' }],
  ])('refuses %j and says why', (changes, params) => {
    expect(problemOf(changes)).toEqual(params)
  })

  it('stores a link domain with its scheme', () => {
    const { fields } = checkFields(someFields({ linkDomain: ' Files.Example.com ' }))
    expect(fields.linkDomain).toBe('https://files.example.com')
  })

  it('changes nothing in fields that it checked before', () => {
    const once = checkFields(
      someFields({
        endpoint: 'Files.example.com',
        addressing: 'cname',
        linkDomain: 'l.example.com',
      }),
    ).fields
    expect(checkFields(once).fields).toEqual(once)
  })
})
