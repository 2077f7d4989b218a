import { type FSWatcher, watch } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { OssClient } from '../../electron/oss/oss-types'
import { writeChaosFiles } from '../support/chaos/chaos-files'
import { playChaos } from '../support/chaos/chaos-play'
import { startChaosServer } from '../support/chaos/chaos-server'
import { bucketFaults } from '../support/chaos/check-bucket'
import { folderFaults } from '../support/chaos/check-folder'
import { courierClient } from '../support/oss'

const KILLS = numberFrom('CHAOS_KILLS', 20)
const FILES = numberFrom('CHAOS_FILES', 300)
const SEED = numberFrom('CHAOS_SEED', Date.now() % 1_000_000)

function numberFrom(name: string, otherwise: number): number {
  const value = Number(process.env[name] || otherwise)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is not a whole number`)
  return value
}

let folder: string
let watcher: FSWatcher | undefined
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaos-'))
})
test.afterEach(async () => {
  watcher?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

test(`${KILLS} kills in a storm lose, double and damage none of ${FILES} files each way`, async () => {
  test.setTimeout(60_000 + KILLS * 6_000 + FILES * 200)
  console.log(`CHAOS_SEED=${SEED} repeats this`)
  const sourceFolder = join(folder, 'sources')
  const servedFolder = join(folder, 'served')
  const downloadFolder = join(folder, 'downloads')
  await mkdir(downloadFolder)
  const sources = await writeChaosFiles(sourceFolder, 'up', FILES, SEED)
  const served = await writeChaosFiles(servedFolder, 'down', FILES, SEED)
  const uploaded = new Map(sources.map((file) => [`up/sources/${file.path}`, file]))
  const kept = new Map(served.map((file) => [`down/${file.path}`, file]))

  const server = await startChaosServer(SEED, (key) => kept.get(key)?.sizeBytes ?? 0)
  try {
    const oss = server.rig.ossClient()
    for (const [key, { path }] of kept) await oss.put(key, join(servedFolder, path))
    watcher = watch(downloadFolder, (_event, name) => {
      if (name && !name.endsWith('.part')) server.trap.file()
    })
    const client = courierClient(server.rig)
    const wrong = [
      ...(await playChaos({
        seed: SEED,
        kills: KILLS,
        userDataDir: join(folder, 'data'),
        server,
        sourceFolder,
        uploads: FILES,
        links: await Promise.all([...kept.keys()].map((key, index) => linkOf(client, key, index))),
        downloadFolder,
      })),
      ...(await bucketFaults(oss, 'up/', uploaded)),
      ...(await bucketFaults(oss, 'down/', kept)),
      ...(await folderFaults(downloadFolder, served)),
    ]
    const { requests, faults } = server.counts()
    console.log(`${KILLS} kills, ${requests} requests, ${faults} of them struck`)
    if (wrong.length > 0) await writeFile(test.info().outputPath('story.txt'), server.story())
    expect(wrong).toEqual([])
    expect(server.rig.internalErrors).toEqual([])
    expect(faults).toBeGreaterThan(FILES / 20)
  } finally {
    await server.rig.cleanup()
  }
})

/** A bare link that the stored key opens, or now and then a signed one that is fetched as it is. */
async function linkOf(client: OssClient, key: string, index: number): Promise<string> {
  const signed = await client.signUrl(key, 86_400)
  return index % 5 === 0 ? signed : (signed.split('?')[0] ?? '')
}
