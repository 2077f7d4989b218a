import { buffer } from 'node:stream/consumers'
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
afterAll(() => rig.cleanup())

describe.each([
  { name: 'V1', v4: false },
  { name: 'V4', v4: true },
])('unmodified ali-oss with $name', ({ name, v4 }) => {
  const key = `${name}/digits.txt`
  let client: OssClient
  beforeAll(async () => {
    client = rig.ossClient({ v4 })
    await client.put(key, Buffer.from('0123456789'))
  })

  it('reads a range, cut at the end when it asks for the standard', async () => {
    const headers = { Range: 'bytes=7-99', 'x-oss-range-behavior': 'standard' }
    const { stream, res } = await client.getStream(key, { headers } as object)
    expect(res).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 7-9/10' } })
    expect(String(await buffer(stream))).toBe('789')
  })

  it('reads on the condition that the object is the same', async () => {
    const { res } = await client.head(key)
    const same = await client.get(key, { headers: { 'If-Match': res.headers.etag } })
    expect(String(same.content)).toBe('0123456789')
    const other = { headers: { 'If-Match': '"0123456789ABCDEF0123456789ABCDEF"' } }
    expect(await failureOf(client.get(key, other))).toMatchObject({ status: 412 })
  })

  it('pages through the parts of an upload', async () => {
    const { uploadId } = await client.initMultipartUpload(`${name}/parts.bin`)
    for (const number of [1, 2, 3]) {
      await client.uploadPart(`${name}/parts.bin`, uploadId, number, Buffer.from('part'), 0, 4)
    }
    const first = await client.listParts(`${name}/parts.bin`, uploadId, { 'max-parts': 2 })
    expect(first).toMatchObject({ isTruncated: 'true', nextPartNumberMarker: '2' })
    const rest = await client.listParts(`${name}/parts.bin`, uploadId, {
      'part-number-marker': '2',
    })
    expect(rest).toMatchObject({ isTruncated: 'false', parts: { PartNumber: '3' } })
    await client.abortMultipartUpload(`${name}/parts.bin`, uploadId)
  })
})
