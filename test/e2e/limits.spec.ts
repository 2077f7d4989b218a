import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { sampleBytes } from '../support/sample-bytes'

let courier: LaunchedApp
let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limits-'))
  courier = await launchApp()
})
test.afterEach(async () => {
  await courier.close()
  await rm(folder, { recursive: true, force: true })
})

test('a speed limit slows the running upload, and lifting it lets it go', async () => {
  const { page } = courier
  const window = courierPage(page)
  await window.openPracticeBucket()
  await page.keyboard.press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const upload = settings.getByRole('region', { name: 'Upload' })
  await upload.getByRole('combobox', { name: 'Speed limit' }).click()
  await page.getByRole('option', { name: 'MB/s' }).click()
  const speed = upload.getByRole('textbox', { name: 'Speed' })
  await expect(speed).toHaveValue('1')
  await speed.fill('0')
  await speed.press('Enter')
  await expect(settings.getByText('From 10 KB/s to 10,240 MB/s.')).toBeVisible()
  await speed.fill('20')
  await upload.getByRole('combobox', { name: 'Speed limit' }).click()
  await page.getByRole('option', { name: 'KB/s' }).click()
  await expect(settings.getByText('From 10 KB/s')).toBeHidden()
  await page.keyboard.press('Escape')

  const path = join(folder, 'film.bin')
  await writeFile(path, sampleBytes(20_000_000))
  await dropFiles(page, 'body', [path])
  await window.upload('docs')
  await expect(page.getByText('Limited to 20 KB/s')).toBeVisible()
  await expect(window.queue('Uploads').getByText('Sending')).toBeVisible()
  await page.getByRole('button', { name: 'Lift the speed limit' }).click()
  await window.waitForDone('Uploads', 1)
})
