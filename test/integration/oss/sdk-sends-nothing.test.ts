import { buffer } from 'node:stream/consumers'
import OSS from 'ali-oss'
import { afterEach, describe, expect, it } from 'vitest'
import { courierClient } from '../../support/oss'
import { type PracticeRig, startPracticeRig } from '../../support/practice'

/** What every call of ali-oss goes through that sends anything. */
type Sender = { request(params: unknown): unknown }
const sender = OSS.prototype as unknown as Sender
const real = sender.request

let rig: PracticeRig
afterEach(async () => {
  sender.request = real
  await rig.cleanup()
})

describe('our client', () => {
  it.each(['v4', 'v1'] as const)('never lets ali-oss send a request, under %s', async (version) => {
    rig = await startPracticeRig()
    let sent = 0
    sender.request = () => {
      sent += 1
      throw new Error('ali-oss sends')
    }
    const client = courierClient(rig, {
      target: { endpoint: `http://localhost:${rig.server.port}`, signatureVersion: version },
    })
    await client.put('a.txt', Buffer.from('hello'), {})
    expect((await client.head('a.txt')).sizeBytes).toBe(5)
    expect(String(await buffer((await client.get('a.txt', undefined)).body))).toBe('hello')
    const id = await client.initiateMultipart('b.txt', {})
    expect(await client.listParts('b.txt', id)).toEqual([])
    await client.abortMultipart('b.txt', id)
    expect((await client.list({ prefix: '' })).keys).toEqual(['a.txt'])
    expect(await client.signUrl('a.txt', 60)).toContain('a.txt')
    await client.delete('a.txt')
    expect(sent).toBe(0)
    // The trap holds: the SDK's own call falls into it.
    await expect(rig.ossClient().list({ 'max-keys': 1 }, {})).rejects.toThrow('ali-oss sends')
    expect(sent).toBe(1)
  })
})
