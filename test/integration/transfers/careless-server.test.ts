import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type EngineRig, startEngineRig } from '../../support/engine-rig'

const SIZE = 3 * 1024 * 1024
const CUT = 1024 * 1024
let server: Server
let rig: EngineRig
/** `If-Match` and `Range` of each request. */
let asked: string[]

afterEach(async () => {
  await rig.cleanup()
  server.closeAllConnections()
  server.close()
})

/**
 * A server that speaks like OSS, gives no CRC64 and does not look at `If-Match`. Its first answer
 * is cut.
 * @param object what it holds at each request
 */
async function start(object: (count: number) => { etag: string; bytes: Buffer }): Promise<void> {
  asked = []
  server = createServer((request, response) => {
    const { range = '' } = request.headers
    const count = asked.push(`${request.headers['if-match'] ?? '-'} ${range || '-'}`)
    const { etag, bytes } = object(count)
    const first = Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0)
    const body = bytes.subarray(first)
    const contentRange = `bytes ${first}-${SIZE - 1}/${SIZE}`
    response.writeHead(range ? 206 : 200, {
      etag,
      'content-length': body.length,
      'x-oss-request-id': 'x',
      ...(range ? { 'content-range': contentRange } : {}),
    })
    if (count > 1) response.end(body)
    else response.write(body.subarray(0, CUT), () => setTimeout(() => response.destroy(), 50))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://localhost:${(server.address() as AddressInfo).port}`
  rig = await startEngineRig({}, () => ({ fields: { endpoint } }))
}

it('never puts bytes of two objects into one file, though the server ignores the condition', async () => {
  const [old, young] = [Buffer.alloc(SIZE, 'A'), Buffer.alloc(SIZE, 'B')]
  await start((count) =>
    count === 1 ? { etag: '"old"', bytes: old } : { etag: '"young"', bytes: young },
  )
  const row = await rig.ended(rig.download('x.bin'))
  expect(row).toMatchObject({
    notice: 'object-changed',
    state: { status: 'done', verification: 'length' },
  })
  expect((await readFile(join(rig.folder, row.name))).equals(young)).toBe(true)
  expect(asked).toEqual(['- -', `"old" bytes=${CUT}-`, '- -'])
})

it('goes on from no weak ETag, which tells only what looks alike, and calls nothing changed', async () => {
  const bytes = Buffer.alloc(SIZE, 'A')
  await start(() => ({ etag: 'W/"same"', bytes }))
  const row = await rig.ended(rig.download('x.bin'))
  expect(row.state.status).toBe('done')
  expect(row.notice).toBeUndefined()
  expect((await readFile(join(rig.folder, row.name))).equals(bytes)).toBe(true)
  expect(asked).toEqual(['- -', '- -'])
})
