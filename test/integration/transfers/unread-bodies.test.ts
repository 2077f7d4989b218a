import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DownloadRig, startDownloadRig } from '../../support/download-rig'
import { sampleBytes } from '../../support/sample-bytes'
import { aWebServer } from '../../support/web-server'

/** More than sockets and streams hold back, so that an unread body keeps its connection open. */
const BYTES = sampleBytes(24 * 1024 * 1024, 7)
const server = aWebServer()
let rig: DownloadRig

beforeAll(async () => {
  rig = await startDownloadRig()
  await rig.client.put('docs/film.mp4', BYTES, {})
  server.on('/film.mp4', (response) => {
    response.writeHead(200, { 'content-length': BYTES.length, 'content-type': 'video/mp4' })
    response.end(BYTES)
  })
})
afterAll(() => rig.cleanup())

/** Browsers' network stacks open six connections to a host: six forgotten ones stop everything. */
describe('a body that nobody will read', () => {
  it('gives its connection back when the file is skipped', async () => {
    await writeFile(join(rig.folder, 'film.mp4'), 'mine')
    const row = await rig.fetchUrl(server.url('/film.mp4'), { conflict: 'skip' })
    expect(row.state.status).toBe('skipped')
    await expect.poll(() => server.openSockets()).toBe(0)
  })

  it('gives its connection back when there is nowhere to write', async () => {
    const folder = join(rig.folder, 'gone')
    const row = await rig.fetchUrl(server.url('/film.mp4'), { folder })
    expect(row.state).toMatchObject({ status: 'failed', error: { code: 'FOLDER_NOT_FOUND' } })
    await expect.poll(() => server.openSockets()).toBe(0)
  })

  it('gives it back as well when it came from a bucket of ours', async () => {
    const bodies = await rig.bodiesOf(async () => {
      await rig.fetchOwn('docs/film.mp4', { conflict: 'skip' })
      await rig.fetchOwn('docs/film.mp4', { folder: join(rig.folder, 'gone') })
    })
    expect(bodies.map((body) => body.destroyed)).toEqual([true, true])
    expect(await readdir(rig.folder)).toEqual(['film.mp4'])
  })
})
