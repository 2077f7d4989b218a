import { randomBytes } from 'node:crypto'
import { crc64 } from 'hash-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PART, sendPart, sendParts } from '../../support/multipart'
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

describe.each([{ v4: true }, { v4: false }])(
  'a multipart upload through ali-oss, V4 $v4',
  ({ v4 }) => {
    let client: OssClient
    const name = (text: string) => `${v4 ? 'v4' : 'v1'}/${text} ü+.bin`

    beforeAll(() => {
      client = rig.ossClient({ v4 })
    })

    it('becomes one object with the CRC64 of the whole, the metadata of Initiate, and an ETag ending in -N', async () => {
      const body = randomBytes(PART * 3 + 1)
      const key = name('whole')
      const { uploadId } = await client.initMultipartUpload(key, {
        mime: 'image/png',
        meta: { pid: 0, uid: 7 },
      })
      const parts = await sendParts(client, key, uploadId, body)
      const { etag, res } = await client.completeMultipartUpload(key, uploadId, parts)
      expect(etag).toMatch(/^"[0-9A-F]{32}-4"$/)
      const whole = BigInt(`0x${await crc64(body)}`).toString()
      expect((res as { headers: Record<string, string> }).headers['x-oss-hash-crc64ecma']).toBe(
        whole,
      )
      const head = await client.head(key)
      expect(head.meta).toEqual({ pid: '0', uid: '7' })
      expect(head.res.headers).toMatchObject({
        'content-type': 'image/png',
        'content-length': String(body.length),
        'x-oss-object-type': 'Multipart',
        'x-oss-hash-crc64ecma': whole,
        etag,
      })
      expect((await client.get(key)).content.equals(body)).toBe(true)
      const across = await client.get(key, {
        headers: { Range: `bytes=${PART - 5}-${PART * 2 + 4}` },
      })
      expect(across.content.equals(body.subarray(PART - 5, PART * 2 + 5))).toBe(true)
      expect(await failureOf(client.completeMultipartUpload(key, uploadId, parts))).toMatchObject({
        status: 404,
        code: 'NoSuchUpload',
      })
    })

    it('works with the high-level multipartUpload too', async () => {
      const body = randomBytes(1_500_000)
      await client.multipartUpload(name('high'), body, { partSize: 200_000, parallel: 4 })
      expect((await client.get(name('high'))).content.equals(body)).toBe(true)
    })

    it('uses the part that was sent last under a number', async () => {
      const key = name('replaced')
      const { uploadId } = await client.initMultipartUpload(key, {})
      const first = await sendPart(client, key, uploadId, 1, Buffer.from('first'))
      const second = await sendPart(client, key, uploadId, 1, Buffer.from('second'))
      const stale = client.completeMultipartUpload(key, uploadId, [{ number: 1, etag: first.etag }])
      expect(await failureOf(stale)).toMatchObject({ status: 400, code: 'InvalidPart' })
      await client.completeMultipartUpload(key, uploadId, [{ number: 1, etag: second.etag }])
      expect((await client.get(key)).content.toString()).toBe('second')
    })

    it('checks the size of parts only at the end: EntityTooSmall below 100 KiB', async () => {
      const key = name('small')
      const { uploadId } = await client.initMultipartUpload(key, {})
      const parts = await sendParts(client, key, uploadId, randomBytes(300), 100)
      const failure = await failureOf(client.completeMultipartUpload(key, uploadId, parts))
      expect(failure).toMatchObject({ status: 400, code: 'EntityTooSmall' })
      await client.abortMultipartUpload(key, uploadId)
    })

    it('can be aborted: no upload and no file is left', async () => {
      const key = name('aborted')
      const { uploadId } = await client.initMultipartUpload(key, {})
      await sendParts(client, key, uploadId, randomBytes(PART * 2))
      await client.abortMultipartUpload(key, uploadId)
      expect(await failureOf(client.listParts(key, uploadId))).toMatchObject({
        code: 'NoSuchUpload',
      })
      expect(await failureOf(sendPart(client, key, uploadId, 1, Buffer.from('x')))).toMatchObject({
        status: 404,
        code: 'NoSuchUpload',
      })
      const uploads = await client.listUploads({ prefix: key }, {})
      expect(uploads.uploads).toEqual([])
    })

    it('does not overwrite with x-oss-forbid-overwrite, at Initiate or at Complete', async () => {
      const key = name('forbidden')
      const forbid = { headers: { 'x-oss-forbid-overwrite': 'true' } }
      const { uploadId } = await client.initMultipartUpload(key, {})
      const parts = await sendParts(client, key, uploadId, Buffer.from('multipart'))
      await client.put(key, Buffer.from('put'))
      const late = client.completeMultipartUpload(key, uploadId, parts, forbid)
      expect(await failureOf(late)).toMatchObject({ status: 409, code: 'FileAlreadyExists' })
      const early = client.initMultipartUpload(key, forbid)
      expect(await failureOf(early)).toMatchObject({ status: 409, code: 'FileAlreadyExists' })
      expect((await client.get(key)).content.toString()).toBe('put')
      await client.abortMultipartUpload(key, uploadId)
    })

    it('lets one of two racing Completes with x-oss-forbid-overwrite win', async () => {
      const key = name('race')
      const forbid = { headers: { 'x-oss-forbid-overwrite': 'true' } }
      const uploads = await Promise.all(
        ['one', 'two'].map(async (text) => {
          const { uploadId } = await client.initMultipartUpload(key, forbid)
          return { uploadId, parts: await sendParts(client, key, uploadId, Buffer.from(text)) }
        }),
      )
      const results = await Promise.allSettled(
        uploads.map(({ uploadId, parts }) => client.completeMultipartUpload(key, uploadId, parts)),
      )
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const { uploads: left } = await client.listUploads({ prefix: key }, {})
      await Promise.all(left.map((upload) => client.abortMultipartUpload(key, upload.uploadId)))
    })

    it('pages through uploads', async () => {
      const keys = ['u/1', 'u/1', 'u/2', 'u/3/x', 'u/3/y'].map(name)
      const started = await Promise.all(keys.map((key) => client.initMultipartUpload(key, {})))
      const seen: string[] = []
      let marker: object | undefined = {}
      while (marker) {
        const page = await client.listUploads(
          { prefix: name('u').slice(0, 4), 'max-uploads': 2, ...marker },
          {},
        )
        seen.push(...page.uploads.map((upload: { uploadId: string }) => upload.uploadId))
        marker = page.isTruncated
          ? { 'key-marker': page.nextKeyMarker, 'upload-id-marker': page.nextUploadIdMarker }
          : undefined
      }
      expect(seen.slice().sort()).toEqual(started.map(({ uploadId }) => uploadId).sort())
      await Promise.all(
        started.map((upload) => client.abortMultipartUpload(upload.name, upload.uploadId)),
      )
    })
  },
)
