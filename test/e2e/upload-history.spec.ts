import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fillConnection, saveConnection } from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { createFaultScript, FOR_EVER } from '../support/faults'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { type PracticeRig, startPracticeRig } from '../support/practice'
import { sampleBytes } from '../support/sample-bytes'

const MIB = 1024 * 1024
let folder: string
let rig: PracticeRig
let courier: LaunchedApp
let faults: ReturnType<typeof createFaultScript>

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'))
  faults = createFaultScript()
  rig = await startPracticeRig({ hook: faults.hook })
  courier = await launchApp({ userDataDir: join(folder, 'data') })
  await fillConnection(courier.page, {
    endpoint: rig.server.origin,
    bucket: rig.bucket,
    region: rig.region,
    keyId: rig.credential.keyId,
    keySecret: rig.credential.keySecret,
  })
  await saveConnection(courier.page)
})
test.afterEach(async () => {
  await courier.close()
  await rig.cleanup()
  await rm(folder, { recursive: true, force: true })
})

async function restart(): Promise<void> {
  await courier.close()
  courier = await launchApp({ userDataDir: join(folder, 'data') })
}

const row = (name: string) =>
  courierPage(courier.page).queue('Uploads').getByRole('row').filter({ hasText: name })

test('each file says whether its bytes were verified, also after a restart', async () => {
  faults.fail({ operation: 'PutObject', key: 'docs/unsure.txt' }, { kind: 'no-crc' })
  const paths = ['sure.txt', 'unsure.txt'].map((name) => join(folder, name))
  for (const path of paths) await writeFile(path, path)
  await dropFiles(courier.page, 'body', paths)
  await courierPage(courier.page).upload('docs')
  await courierPage(courier.page).waitForDone('Uploads', 2)
  const says = async () => {
    await expect(row('/sure.txt')).toContainText('Done · Verified')
    await expect(row('unsure.txt')).toContainText('Done · Not verified')
  }
  await says()
  await restart()
  await says()
})

test('a file that changed while it was paused is sent anew, and its row says so from then on', async () => {
  const path = join(folder, 'film.bin')
  await writeFile(path, sampleBytes(20 * MIB))
  faults.fail({ operation: 'UploadPart', partNumber: 3 }, FOR_EVER)
  await dropFiles(courier.page, 'body', [path])
  await courierPage(courier.page).upload('docs')
  await expect.poll(() => faults.count('UploadPart')).toBe(3)
  await row('film.bin').getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(row('film.bin')).toContainText('Paused')

  faults.heal()
  await writeFile(path, sampleBytes(18 * MIB))
  await row('film.bin').getByRole('button', { name: 'Go on', exact: true }).click()
  await courierPage(courier.page).waitForDone('Uploads', 1)
  const notice = 'The file had changed: sent anew from the start'
  await expect(row('film.bin').getByText(notice)).toBeVisible()
  await expect(row('film.bin')).toContainText('docs/film.bin')
  await restart()
  await expect(row('film.bin').getByText(notice)).toBeVisible()
  await expect(row('film.bin')).toContainText('Done · Verified')
})
