import { randomBytes } from 'node:crypto'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainHttp } from '../../support/plain-http'
import { failureOf, type PracticeRig, startPracticeRig } from '../../support/practice'

let rig: PracticeRig

beforeEach(async () => {
  rig = await startPracticeRig()
})
afterEach(async () => {
  expect(rig.internalErrors).toEqual([])
  await rig.cleanup()
})

const journal = () => `${rig.rootFolder}/${rig.bucket}/journal.ndjson`

describe('after a restart', () => {
  it('every object is there with its headers, and the listing is right', async () => {
    const client = rig.ossClient()
    const keys = ['b.txt', 'a.txt', 'A.txt', 'c/中文 🎉.txt', '../up.txt', 'x'.repeat(1023)]
    for (const key of keys) {
      // ali-oss folds `..` away in the path, so that such a key needs a request of its own.
      const url = await client.signatureUrlV4('PUT', 60, undefined, key)
      const path = `/${rig.bucket}/${encodeURIComponent(key)}${url.slice(url.indexOf('?'))}`
      const answer = await plainHttp(rig.server.origin, { method: 'PUT', path, body: key })
      expect(answer.status).toBe(200)
    }
    await client.put('meta.txt', Buffer.from('m'), { meta: { a: '1' }, mime: 'text/x-test' })
    await client.put('removed.txt', Buffer.from('r'))
    await client.delete('removed.txt')
    const before = await client.listV2({}, {})
    await rig.restart()
    const again = rig.ossClient()
    const after = await again.listV2({}, {})
    const strip = (list: typeof before) => list.objects.map(({ url: _url, ...rest }) => rest)
    expect(strip(after)).toEqual(strip(before))
    expect(after.objects.map(({ name }) => name)).toContain('../up.txt')
    const head = await again.head('meta.txt')
    expect(head.meta).toEqual({ a: '1' })
    expect(head.res.headers['content-type']).toBe('text/x-test')
    expect(await failureOf(again.head('removed.txt'))).toMatchObject({ status: 404 })
  })

  it('a multipart upload goes on with the parts that were accepted', async () => {
    const body = randomBytes(300_000)
    const send = (number: number, from: number, to: number) =>
      rig
        .ossClient()
        .uploadPart(
          'big.bin',
          uploadId,
          number,
          Readable.from([body.subarray(from, to)]),
          0,
          to - from,
        )
    const { uploadId } = await rig
      .ossClient()
      .initMultipartUpload('big.bin', { meta: { a: '1', b: '2' } as never })
    const first = await send(1, 0, 150_000)
    await rig.restart()
    const listed = await rig.ossClient().listParts('big.bin', uploadId)
    expect([listed.parts].flat()[0]?.ETag).toBe(first.etag)
    const second = await send(2, 150_000, 300_000)
    await rig.restart()
    await rig.ossClient().completeMultipartUpload('big.bin', uploadId, [
      { number: 1, etag: first.etag },
      { number: 2, etag: second.etag },
    ])
    await rig.restart()
    const { content, res } = await rig.ossClient().get('big.bin')
    expect(content.equals(body)).toBe(true)
    expect(res.headers['x-oss-object-type']).toBe('Multipart')
  })

  it('a journal whose last line was cut off by a crash loses that line only', async () => {
    await rig.ossClient().put('kept.txt', Buffer.from('kept'))
    await rig.server.close()
    await appendFile(journal(), '{"op":"put","object":{"key":"half')
    await rig.restart()
    await rig.ossClient().put('next.txt', Buffer.from('next'))
    await rig.restart()
    const { objects } = await rig.ossClient().listV2({}, {})
    expect(objects.map(({ name }) => name)).toEqual(['kept.txt', 'next.txt'])
  })

  it('the journal holds what is live and no more', async () => {
    const client = rig.ossClient()
    for (let index = 0; index < 20; index += 1)
      await client.put('same.txt', Buffer.from(`${index}`))
    await rig.restart()
    const lines = (await readFile(journal(), 'utf8')).split('\n').filter((line) => line !== '')
    expect(lines).toHaveLength(1)
    expect((await rig.ossClient().get('same.txt')).content.toString()).toBe('19')
  })

  it('files that nothing refers to are gone, such as those of uploads cut short', async () => {
    await rig.ossClient().put('kept.txt', Buffer.from('kept'))
    const stray = `${rig.rootFolder}/${rig.bucket}/content/ab/abstray`
    await writeFile(stray, 'stray')
    await rig.restart()
    await expect.poll(() => readFile(stray).catch(() => 'gone')).toBe('gone')
    expect((await rig.ossClient().get('kept.txt')).content.toString()).toBe('kept')
  })
})
