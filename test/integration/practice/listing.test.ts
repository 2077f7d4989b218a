import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainHttp } from '../../support/plain-http'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

let rig: PracticeRig

const MANY = Array.from({ length: 2500 }, (_, index) => `many/${String(index).padStart(4, '0')}`)
const FEW = [
  'a.txt',
  'b/1.txt',
  'b/2.txt',
  'b/c/3.txt',
  'd/4.txt',
  'e & <f>.txt',
  '中文.txt',
  '🎉.txt',
]

beforeAll(async () => {
  rig = await startPracticeRig({ moreBuckets: [{ name: 'few-bucket', region: 'cn-beijing' }] })
  const client = rig.ossClient()
  for (let start = 0; start < MANY.length; start += 100) {
    const batch = MANY.slice(start, start + 100)
    await Promise.all(batch.map((key) => client.put(key, Buffer.from(key))))
  }
  const few = rig.ossClient({ bucket: 'few-bucket', region: 'oss-cn-beijing' })
  await Promise.all(FEW.map((key) => few.put(key, Buffer.from(key))))
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

describe.each([{ v4: true }, { v4: false }])('listing through ali-oss, V4 $v4', ({ v4 }) => {
  let client: OssClient
  let few: OssClient

  beforeAll(() => {
    client = rig.ossClient({ v4 })
    few = rig.ossClient({ v4, bucket: 'few-bucket', region: 'oss-cn-beijing' })
  })

  it('pages through 2,500 objects with markers (first version)', async () => {
    const names: string[] = []
    let marker: string | undefined
    do {
      const query = { 'max-keys': 1000, ...(marker === undefined ? {} : { marker }) }
      const page = await client.list(query, {})
      names.push(...page.objects.map((object) => object.name))
      marker = page.nextMarker ?? undefined
    } while (marker !== undefined)
    expect(names).toEqual(MANY)
  })

  it('pages through 2,500 objects with continuation tokens (second version)', async () => {
    const names: string[] = []
    let token: string | undefined
    do {
      const query = {
        'max-keys': '999',
        ...(token === undefined ? {} : { 'continuation-token': token }),
      }
      const page = await client.listV2(query, {})
      names.push(...page.objects.map((object) => object.name))
      expect(page.keyCount).toBe(page.objects.length)
      token = page.nextContinuationToken ?? undefined
    } while (token !== undefined)
    expect(names).toEqual(MANY)
  })

  it('gives 100 entries when no number is asked for', async () => {
    expect((await client.listV2({}, {})).objects).toHaveLength(100)
  })

  it('starts after a key', async () => {
    const page = await client.listV2({ 'start-after': 'many/2497' }, {})
    expect(page.objects.map(({ name }) => name)).toEqual(['many/2498', 'many/2499'])
  })

  it('groups by delimiter, in the order of UTF-8 bytes', async () => {
    const top = await few.list({ delimiter: '/', 'max-keys': 100 }, {})
    expect(top.objects.map(({ name }) => name)).toEqual([
      'a.txt',
      'e & <f>.txt',
      '中文.txt',
      '🎉.txt',
    ])
    expect(top.prefixes).toEqual(['b/', 'd/'])
    const inner = await few.listV2({ delimiter: '/', prefix: 'b/' }, {})
    expect(inner.objects.map(({ name }) => name)).toEqual(['b/1.txt', 'b/2.txt'])
    expect(inner.prefixes).toEqual(['b/c/'])
  })

  it('pages through groups without giving one twice', async () => {
    const seen: string[] = []
    let marker: string | undefined
    do {
      const query = { delimiter: '/', 'max-keys': 1, ...(marker === undefined ? {} : { marker }) }
      const page = await few.list(query, {})
      seen.push(...page.objects.map(({ name }) => name), ...(page.prefixes ?? []))
      marker = page.nextMarker ?? undefined
    } while (marker !== undefined)
    expect(seen).toEqual(['a.txt', 'b/', 'd/', 'e & <f>.txt', '中文.txt', '🎉.txt'])
  })

  it('encodes names when asked to', async () => {
    const page = await few.listV2({ prefix: 'e', 'encoding-type': 'url' }, {})
    expect(page.objects[0]?.name).toBe(encodeURIComponent('e & <f>.txt'))
  })

  it('describes each object', async () => {
    const page = await few.listV2({ prefix: 'a.txt', 'fetch-owner': true }, {})
    const head = await few.head('a.txt')
    expect(page.objects[0]).toMatchObject({
      name: 'a.txt',
      size: 5,
      type: 'Normal',
      storageClass: 'Standard',
      etag: head.res.headers.etag,
      owner: { displayName: 'practice' },
    })
  })

  it.each(['0', '1001', '-1', 'x'])('refuses max-keys=%s', async (count) => {
    expect(await failureOf(few.listV2({ 'max-keys': count }, {}))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    })
  })

  it('refuses a continuation token that it did not make', async () => {
    expect(await failureOf(few.listV2({ 'continuation-token': '***' }, {}))).toMatchObject({
      code: 'InvalidArgument',
    })
  })

  it('tells about the bucket: info, location, ACL, and the list of buckets', async () => {
    const info: unknown = (await few.getBucketInfo('few-bucket')).bucket
    expect(info).toMatchObject({
      Name: 'few-bucket',
      Location: 'oss-cn-beijing',
      ExtranetEndpoint: 'oss-cn-beijing.aliyuncs.com',
      IntranetEndpoint: 'oss-cn-beijing-internal.aliyuncs.com',
      AccessControlList: { Grant: 'private' },
    })
    const location: unknown = (await few.getBucketLocation('few-bucket')).location
    expect(location).toBe('oss-cn-beijing')
    expect((await few.getBucketACL('few-bucket')).acl).toBe('private')
    expect((await few.getACL('a.txt')).acl).toBe('default')
    const buckets: unknown = await few.listBuckets({})
    expect(buckets).toMatchObject({ buckets: [{ name: rig.bucket }, { name: 'few-bucket' }] })
  })

  it('removes many objects in one call', async () => {
    const keys = ['x & <1>.txt', 'x/2.txt'].map((key) => `${v4}-${key}`)
    await Promise.all(keys.map((key) => few.put(key, Buffer.from(key))))
    await few.deleteMulti([...keys, 'not-there'])
    for (const key of keys) expect(await failureOf(few.head(key))).toMatchObject({ status: 404 })
  })
})

describe('what is not spoken', () => {
  it.each([
    { method: 'PATCH', query: '', status: 405 },
    { method: 'PUT', query: '', status: 405 },
    { method: 'GET', query: '?lifecycle', status: 501 },
  ])('$method $query is answered $status', async ({ method, query, status }) => {
    const answer = await plainHttp(`${rig.server.origin}/${rig.bucket}/${query}`, { method })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain('<Error>')
  })
})
