import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import type { SettingsPatch } from '../../shared/settings'
import { type CourierPage, courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { sampleBytes } from '../support/sample-bytes'

let courier: LaunchedApp
let page: Page
let window: CourierPage
let queue: Locator
let folder: string

/** Five files in a queue that runs one at a time, so slowly that none ends by itself. */
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'))
  courier = await launchApp()
  page = courier.page
  window = courierPage(page)
  queue = window.queue('Uploads')
  await window.openPracticeBucket()
  await change({ upload: { atOnce: 1, limitBytesPerSecond: 10_240 } })
  const paths = ['a', 'b', 'c', 'd', 'e'].map((name) => join(folder, `${name}.bin`))
  for (const path of paths) await writeFile(path, sampleBytes(3_000_000))
  await dropFiles(page, 'body', paths)
  await window.upload('docs')
  await expect(row('a')).toContainText('Sending')
})
test.afterEach(async () => {
  await courier.close()
  await rm(folder, { recursive: true, force: true })
})

const change = (patch: SettingsPatch) =>
  page.evaluate((given) => globalThis.window.courier.settings.update(given), patch)
const row = (name: string) => queue.getByRole('row').filter({ hasText: `${name}.bin` })
const press = (where: Locator, name: string) => where.getByRole('button', { name }).click()
const menu = async (name: string | RegExp) => {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name }).click()
}
const select = async (...names: readonly string[]) => {
  for (const name of names) {
    const modifiers = name === names[0] ? [] : (['ControlOrMeta'] as const)
    await row(name)
      .getByText(`${name}.bin`)
      .first()
      .click({ modifiers: [...modifiers] })
  }
}

test('one row is moved to the top, paused, let go on, cancelled, retried and removed', async () => {
  await press(row('d'), 'Move to the top')
  await press(row('a'), 'Pause')
  await expect(row('a')).toContainText('Paused')
  await expect(row('d')).toContainText('Sending')
  await press(row('a'), 'Go on')
  await expect(row('a')).toContainText('Waiting')
  await press(row('d'), 'Cancel')
  await expect(row('d')).toContainText('Cancelled')
  await expect(row('b')).toContainText('Sending')
  await press(row('d'), 'Try again')
  await expect(row('d')).toContainText('Waiting')
  await press(row('e'), 'Cancel')
  await press(row('e'), 'Actions for e.bin')
  await page.getByRole('menuitem', { name: 'Remove from the list' }).click()
  await expect(row('e')).toHaveCount(0)
})

test('a selection is moved to the top in the order of the list, and cancelled and removed whole', async () => {
  const bar = page.getByRole('toolbar')
  await select('e', 'c')
  await expect(bar).toContainText('2 selected')
  await press(bar, 'Move to the top')
  await press(row('a'), 'Cancel')
  await expect(row('c')).toContainText('Sending')
  await press(row('c'), 'Cancel')
  await expect(row('e')).toContainText('Sending')

  await select('b', 'd')
  await press(bar, 'Pause')
  await expect(row('d')).toContainText('Paused')
  await press(bar, 'Go on')
  await expect(row('d')).toContainText('Waiting')
  await press(bar, 'Cancel')
  await expect(row('d')).toContainText('Cancelled')
  await press(bar, 'Try again')
  await expect(row('b')).toContainText('Waiting')
  await press(bar, 'Cancel')
  await press(bar, 'Remove from the list')
  await expect(queue.getByRole('row').filter({ hasText: /[bd]\.bin/ })).toHaveCount(0)
})

test('the keyboard pauses, lets go on, moves to the top, cancels and removes', async () => {
  await select('c')
  await queue.focus()
  await page.keyboard.press('t')
  await press(row('a'), 'Cancel')
  await expect(row('c')).toContainText('Sending')
  await queue.focus()
  await page.keyboard.press('p')
  await expect(row('c')).toContainText('Paused')
  await page.keyboard.press('p')
  await expect(row('c')).toContainText('Waiting')
  await page.keyboard.press('Delete')
  await expect(row('c')).toContainText('Cancelled')
  await page.keyboard.press('Delete')
  await expect(row('c')).toHaveCount(0)
})

test('all of a list are paused, let go on, and retried where they failed', async () => {
  await menu('Pause all')
  await expect(queue.getByText(/^Paused/)).toHaveCount(5)
  await menu('Let all paused go on')
  await expect(queue.getByText('Waiting')).toHaveCount(4)
  for (const name of ['b', 'c']) await rm(join(folder, `${name}.bin`))
  await press(row('a'), 'Pause')
  await expect(page.getByRole('button', { name: /^Failed 2/ })).toBeVisible()
  for (const name of ['b', 'c']) await writeFile(join(folder, `${name}.bin`), 'back again')
  await menu('Retry 2 failed')
  await expect(row('c')).toContainText('Waiting')
  await press(row('a'), 'Go on')
  await change({ upload: { atOnce: 3, limitBytesPerSecond: 0 } })
  await window.waitForDone('Uploads', 5)
  await menu('Clear ended')
  await expect(queue).toHaveCount(0)
})

test('files that can not be sent leave a button that says why', async () => {
  await rm(join(folder, 'a.bin'))
  await dropFiles(page, 'body', [join(folder, 'a.bin')])
  await expect(page.getByText('None of what you added can be read.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeDisabled()
})

test('the practice connection is renamed with the language', async () => {
  await change({ language: 'zh-CN' })
  await expect(page.getByRole('button', { name: /练习 Bucket/ })).toBeVisible()
})
