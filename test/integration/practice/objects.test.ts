import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { crc64 } from 'hash-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

let rig: PracticeRig

beforeAll(async () => {
  rig = await startPracticeRig()
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

async function decimalCrc64(body: Buffer): Promise<string> {
  return BigInt(`0x${await crc64(body)}`).toString()
}

describe.each([{ v4: true }, { v4: false }])('objects through ali-oss, V4 $v4', ({ v4 }) => {
  let client: OssClient
  const name = (text: string) => `${v4 ? 'v4' : 'v1'}/${text}`

  beforeAll(() => {
    client = rig.ossClient({ v4 })
  })

  it('stores an object and gives it back byte for byte, with ETag, CRC64 and request id', async () => {
    const body = randomBytes(300_000)
    const put = await client.put(name('bytes.bin'), body)
    expect(put.res.headers.etag).toBe(
      `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`,
    )
    expect(put.res.headers['x-oss-hash-crc64ecma']).toBe(await decimalCrc64(body))
    expect(put.res.headers['x-oss-request-id']).toMatch(/^[0-9A-F]{24}$/)
    const got = await client.get(name('bytes.bin'))
    expect(got.content.equals(body)).toBe(true)
    expect(got.res.headers['x-oss-hash-crc64ecma']).toBe(await decimalCrc64(body))
  })

  it('keeps headers and metadata, and answers HEAD with them', async () => {
    await client.put(name('page.html'), Buffer.from('<p>'), {
      mime: 'text/html; charset=utf-8',
      meta: { owner: 'nobody', 'second-word': 'two words' },
      headers: {
        'Cache-Control': 'max-age=60',
        'Content-Disposition': 'attachment; filename="a b.html"',
      },
    })
    const { status, meta, res } = await client.head(name('page.html'))
    expect(status).toBe(200)
    expect(meta).toEqual({ owner: 'nobody', 'second-word': 'two words' })
    expect(res.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'max-age=60',
      'content-disposition': 'attachment; filename="a b.html"',
      'content-length': '3',
      'x-oss-object-type': 'Normal',
    })
  })

  it('answers GetObjectMeta with size, ETag and CRC64, without the type', async () => {
    await client.put(name('meta.txt'), Buffer.from('meta'))
    const { res } = await client.getObjectMeta(name('meta.txt'))
    expect(res.headers['content-length']).toBe('4')
    expect(res.headers['x-oss-hash-crc64ecma']).toBe(await decimalCrc64(Buffer.from('meta')))
    expect(res.headers['content-type']).toBeUndefined()
  })

  it('removes an object, and says 204 for one that is not there', async () => {
    await client.put(name('gone.txt'), Buffer.from('x'))
    await client.delete(name('gone.txt'))
    const failure = await failureOf(client.get(name('gone.txt')))
    expect(failure).toMatchObject({ status: 404, code: 'NoSuchKey', ecCode: '0026-00000001' })
    const again = await client.delete(name('gone.txt'))
    expect(again.res.status).toBe(204)
  })
})

describe('a server that forgets bodies, for measuring', () => {
  it('answers with the right size and CRC64, and with zero bytes', async () => {
    const forgetful = await startPracticeRig({ discardBodies: true })
    const client = forgetful.ossClient()
    const body = randomBytes(3_000_000)
    const { res } = await client.put('forgotten.bin', body)
    expect(res.headers['x-oss-hash-crc64ecma']).toBe(await decimalCrc64(body))
    const { content } = await client.get('forgotten.bin')
    expect(content.equals(Buffer.alloc(3_000_000))).toBe(true)
    await client.copy('copy.bin', 'forgotten.bin')
    const files = await readdir(`${forgetful.rootFolder}/${forgetful.bucket}/content`, {
      recursive: true,
    })
    expect(files.filter((name) => name.length > 8)).toEqual([])
    await forgetful.cleanup()
  })
})
