import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createFaultScript } from '../../support/faults'
import {
  failureOf,
  type OssClient,
  type PracticeRig,
  startPracticeRig,
} from '../../support/practice'

const script = createFaultScript()
let rig: PracticeRig
let client: OssClient

beforeAll(async () => {
  rig = await startPracticeRig({ hook: script.hook })
  client = rig.ossClient({ timeout: 5_000 })
})
afterEach(() => script.heal())
afterAll(() => rig.cleanup())

describe.each(['reset-response', 'cut-response'] as const)('%s', (kind) => {
  it('breaks a small answer in its body', async () => {
    script.failOnce('InitiateMultipartUpload', { kind, afterBytes: 50 })
    await failureOf(client.initMultipartUpload('broken.bin', {}))
  })

  it('breaks an answer without a body in its head, after the work was done', async () => {
    script.failOnce('PutObject', { kind, afterBytes: 0 })
    const put = client.put(`${kind}.txt`, Buffer.from('stored'))
    expect(await failureOf(put)).toMatchObject({ status: -1 })
    expect((await client.get(`${kind}.txt`)).content.toString()).toBe('stored')
  })
})

describe('a damaged byte', () => {
  it('in the list of parts is refused by its MD5', async () => {
    const { uploadId } = await client.initMultipartUpload('flip-list.bin', {})
    script.failOnce('CompleteMultipartUpload', { kind: 'flip-request-byte', at: 120 })
    const complete = client.completeMultipartUpload('flip-list.bin', uploadId, [
      { number: 1, etag: '0123456789ABCDEF0123456789ABCDEF' },
    ])
    expect(await failureOf(complete)).toMatchObject({ status: 400, code: 'InvalidDigest' })
  })
})
