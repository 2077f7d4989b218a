import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { crc64 } from 'hash-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PART, sendPart, sendParts } from '../../support/multipart'
import { failureOf, type PracticeRig, startPracticeRig } from '../../support/practice'

let rig: PracticeRig

beforeAll(async () => {
  rig = await startPracticeRig()
})
afterAll(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

describe('a multipart upload', () => {
  it('of 1,250 parts is listed in pages of at most 1,000, with size and CRC64 of each', async () => {
    const client = rig.ossClient()
    const key = 'thousand.bin'
    const { uploadId } = await client.initMultipartUpload(key, {})
    const body = randomBytes(12_500)
    await sendParts(client, key, uploadId, body, 10)
    const first = await client.listParts(key, uploadId)
    const second = await client.listParts(key, uploadId, {
      'part-number-marker': first.nextPartNumberMarker,
    })
    expect([first.isTruncated, second.isTruncated]).toEqual(['true', 'false'])
    const parts = [first.parts, second.parts].flat()
    expect(parts.map((part) => Number(part.PartNumber))).toEqual(
      Array.from({ length: 1250 }, (_, index) => index + 1),
    )
    const seventh = body.subarray(60, 70)
    expect(parts[6]).toMatchObject({
      Size: '10',
      ETag: `"${createHash('md5').update(seventh).digest('hex').toUpperCase()}"`,
      HashCrc64ecma: BigInt(`0x${await crc64(seventh)}`).toString(),
    })
    const three = await client.listParts(key, uploadId, { 'max-parts': 3, 'part-number-marker': 5 })
    expect([three.parts].flat().map((part) => part.PartNumber)).toEqual(['6', '7', '8'])
    await client.abortMultipartUpload(key, uploadId)
  })

  it('wants its parts in order, and at least one', async () => {
    const { plainHttp } = await import('../../support/plain-http')
    const client = rig.ossClient()
    const { uploadId } = await client.initMultipartUpload('order.bin', {})
    const parts = await sendParts(client, 'order.bin', uploadId, randomBytes(PART * 2))
    const xml = (numbers: readonly number[]) =>
      `<CompleteMultipartUpload>${numbers
        .map((n) => `<Part><PartNumber>${n}</PartNumber><ETag>${parts[n - 1]?.etag}</ETag></Part>`)
        .join('')}</CompleteMultipartUpload>`
    const complete = async (body: string) => {
      const queries = { uploadId }
      const url = await client.signatureUrlV4('POST', 60, { queries }, 'order.bin')
      return (await plainHttp(url, { method: 'POST', body })).text
    }
    expect(await complete(xml([2, 1]))).toContain('<Code>InvalidPartOrder</Code>')
    expect(await complete(xml([1, 1]))).toContain('<Code>InvalidPartOrder</Code>')
    for (const body of ['', 'nonsense', '<a>', xml([]), `<!DOCTYPE x>${xml([1])}`]) {
      expect(await complete(body)).toContain('<Code>MalformedXML</Code>')
    }
    expect(await complete(xml([1, 2]))).toContain('<CompleteMultipartUploadResult>')
  })

  it('refuses part numbers outside 1 to 10,000', async () => {
    const client = rig.ossClient()
    const { uploadId } = await client.initMultipartUpload('numbers.bin', {})
    for (const number of [0, 10_001]) {
      const failure = await failureOf(
        sendPart(client, 'numbers.bin', uploadId, number, Buffer.from('x')),
      )
      expect(failure).toMatchObject({ status: 400, code: 'InvalidArgument' })
    }
    await client.abortMultipartUpload('numbers.bin', uploadId)
  })

  it('leaves no file behind when all objects and uploads are gone', async () => {
    const client = rig.ossClient()
    const { objects } = await client.listV2({ 'max-keys': '1000' }, {})
    await client.deleteMulti(objects.map((object) => object.name))
    const { uploads } = await client.listUploads({}, {})
    await Promise.all(
      uploads.map((upload: { name: string; uploadId: string }) =>
        client.abortMultipartUpload(upload.name, upload.uploadId),
      ),
    )
    const files = async () => {
      const names = await readdir(`${rig.rootFolder}/${rig.bucket}/content`, { recursive: true })
      return names.filter((name) => name.length > 8)
    }
    await expect.poll(files).toEqual([])
  })
})
