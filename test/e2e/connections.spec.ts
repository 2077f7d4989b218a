import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  connectionForm,
  fillConnection,
  formField,
  saveConnection,
} from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { type LaunchedApp, type LaunchOptions, launchApp } from '../support/launch-app'
import { type PracticeRig, type PracticeRigOptions, startPracticeRig } from '../support/practice'

let folder: string
let rig: PracticeRig
let courier: LaunchedApp | undefined

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connections-'))
})
test.afterEach(async () => {
  await courier?.close()
  await rig.cleanup()
  await rm(folder, { recursive: true, force: true })
})

async function begin(options: LaunchOptions = {}, bucket: PracticeRigOptions = {}) {
  rig = await startPracticeRig(bucket)
  courier = await launchApp({ userDataDir: join(folder, 'data'), ...options })
  return courier.page
}

const typed = () => ({
  endpoint: rig.server.origin,
  bucket: rig.bucket,
  region: rig.region,
  keyId: rig.credential.keyId,
  keySecret: rig.credential.keySecret,
  label: 'Team files',
})

async function uploadOne(page: LaunchedApp['page'], name: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, name)
  await dropFiles(page, 'body', [path])
  await courierPage(page).upload('docs')
}

test('a connection that was tested and saved uploads, and still does after a restart', async () => {
  const page = await begin()
  await fillConnection(page, typed())
  await connectionForm(page).getByRole('button', { name: 'Test connection' }).click()
  await expect(connectionForm(page).getByText('The connection works.')).toBeVisible()
  await saveConnection(page)
  await uploadOne(page, 'first.txt')
  await courierPage(page).waitForDone('Uploads', 1)
  await courier?.close()

  courier = await launchApp({ userDataDir: join(folder, 'data') })
  await expect(
    courier.page.getByRole('button', { name: 'Connections. In use: Team files' }),
  ).toBeVisible()
  await uploadOne(courier.page, 'second.txt')
  await courierPage(courier.page).waitForDone('Uploads', 2)
  const stored = await rig.ossClient().listV2({ prefix: 'docs/' }, {})
  expect(stored.objects.map((object) => object.name)).toEqual(['docs/first.txt', 'docs/second.txt'])
})

test('a wrong secret is said in words, in the test and at the upload', async () => {
  const page = await begin()
  await fillConnection(page, { ...typed(), keySecret: ['wrong', 'secret'].join('-') })
  await connectionForm(page).getByRole('button', { name: 'Test connection' }).click()
  await expect(connectionForm(page).getByText('The connection does not work yet.')).toBeVisible()
  await expect(connectionForm(page)).toContainText(/secret/i)
  await saveConnection(page)
  await uploadOne(page, 'refused.txt')
  const row = courierPage(page)
    .queue('Uploads')
    .getByRole('row', { name: /refused\.txt/ })
  await expect(row).toContainText('AccessKey Secret')
})

test('a key that may only upload is accepted, and says what it can not do', async () => {
  const page = await begin({}, { credential: { permissions: ['put', 'abort'] } })
  await fillConnection(page, typed())
  await connectionForm(page).getByRole('button', { name: 'Test connection' }).click()
  await expect(connectionForm(page)).toContainText('within what the key may do')
  await saveConnection(page)
  await uploadOne(page, 'sent.txt')
  await courierPage(page).waitForDone('Uploads', 1)
})

test('a bucket that does not exist is named', async () => {
  const page = await begin()
  await fillConnection(page, { ...typed(), bucket: 'no-such-bucket' })
  await connectionForm(page).getByRole('button', { name: 'Test connection' }).click()
  await expect(connectionForm(page)).toContainText(/no-such-bucket.*(not|no )/i)
})

test('without a keyring the secret is kept until quit only, when the person agrees', async () => {
  const page = await begin({ keyring: false })
  await fillConnection(page, typed())
  await connectionForm(page).getByRole('button', { name: 'Save and use' }).click()
  const agree = connectionForm(page).getByRole('checkbox', { name: /Keep until I quit/ })
  await agree.check()
  await saveConnection(page)
  await uploadOne(page, 'kept.txt')
  await courierPage(page).waitForDone('Uploads', 1)
  await courier?.close()

  courier = await launchApp({ userDataDir: join(folder, 'data'), keyring: false })
  await expect(courier.page.getByText(/was kept only until you quit/)).toBeVisible()
  await courier.page.getByRole('button', { name: 'Type it again' }).click()
  await expect(formField(courier.page, 'keySecret')).toHaveValue('')
})

test('connections are switched, edited without the secret, and removed', async () => {
  const page = await begin()
  await fillConnection(page, typed())
  await saveConnection(page)
  const menu = page.getByRole('button', { name: /^Connections\. / })
  await menu.click()
  await page.getByRole('menuitem', { name: /^Practice bucket/ }).click()
  await expect(menu).toHaveAccessibleName(/In use: Practice bucket/)
  await menu.click()
  await page.getByRole('menuitem', { name: /^Team files/ }).click()
  await expect(menu).toHaveAccessibleName(/In use: Team files/)

  await menu.click()
  await page.getByRole('menuitem', { name: 'Edit Team files' }).click()
  await formField(page, 'label').fill('Renamed')
  await saveConnection(page)
  await expect(menu).toHaveAccessibleName(/In use: Renamed/)
  await uploadOne(page, 'after-edit.txt')
  await courierPage(page).waitForDone('Uploads', 1)

  await menu.click()
  await page.getByRole('menuitem', { name: 'Remove Renamed' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await menu.click()
  await expect(page.getByRole('menuitem', { name: 'Edit Renamed' })).toHaveCount(0)
})
