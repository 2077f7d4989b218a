import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { dropFiles, readClipboard, stubOpenDialog } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
] as const

let courier: LaunchedApp
let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accessible-'))
  courier = await launchApp()
})
test.afterEach(async () => {
  await courier.close()
  await rm(folder, { recursive: true, force: true })
})

/** Serious and critical findings of axe on what the window shows, in two looks. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const look of LOOKS) {
    await page.evaluate((patch) => window.courier.settings.update(patch), look)
    await expect(page.locator('html')).toHaveAttribute('lang', look.language)
    await page.waitForTimeout(400)
    const findings = await page.evaluate(async () => {
      const axe = Reflect.get(window, 'axe')
      const { violations } = await axe.run(document, { resultTypes: ['violations'] })
      return violations
        .filter(({ impact }: { impact: string }) => ['serious', 'critical'].includes(impact))
        .map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => [id, nodes[0]?.html])
    })
    expect(findings, `${screen}, ${look.language}, ${look.theme}`).toEqual([])
  }
  await page.evaluate(() => window.courier.settings.update({ language: 'en' }))
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
}

/** Opens what the settings of the network show only then. */
async function useOwnProxy(page: Page): Promise<void> {
  const network = { proxyMode: 'manual' as const, proxyUrl: 'http://127.0.0.1:9' }
  await page.evaluate((patch) => window.courier.settings.update(patch), { network })
}

test('axe finds nothing serious on any screen', async () => {
  const { page } = courier
  const window = courierPage(page)
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(AXE)
  await expectAccessible(page, 'first run')
  await page.getByRole('button', { name: 'Connect a bucket' }).click()
  await expectAccessible(page, 'connection form')
  await page.keyboard.press('Escape')
  await window.openPracticeBucket()
  await expectAccessible(page, 'upload, empty')
  const path = join(folder, 'report.txt')
  await writeFile(path, 'x')
  await dropFiles(page, 'body', [path])
  await expect(page.getByText('1 file', { exact: false }).first()).toBeVisible()
  await expectAccessible(page, 'upload, staged')
  await window.upload('docs')
  await window.waitForDone('Uploads', 1)
  await expectAccessible(page, 'upload, queue')
  await window.goTo('Download')
  await window.paste('https://a.example/1.txt\nnot a link')
  await expectAccessible(page, 'download, pasted')
  await page.keyboard.press('Control+Comma')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'settings')
  await useOwnProxy(page)
  await page.getByRole('dialog').getByText('What public links are fetched with').click()
  await expectAccessible(page, 'settings, network')
  await page.getByRole('button', { name: 'Show…' }).click()
  await expect(page.getByText('Nothing is unfinished here.')).toBeVisible()
  await expectAccessible(page, 'unfinished uploads')
})

test('the main job is done with the keyboard alone', async () => {
  const { app, page } = courier
  const path = join(folder, 'typed.txt')
  await writeFile(path, 'by keyboard')
  await page.getByRole('button', { name: 'Open the practice bucket' }).focus()
  await page.keyboard.press('Enter')
  const pick = page.getByRole('button', { name: 'Choose files' })
  await expect(pick).toBeVisible()
  await stubOpenDialog(app, [path])
  await pick.focus()
  await page.keyboard.press('Enter')
  const directory = page.getByRole('combobox', { name: 'Directory' })
  await directory.focus()
  await page.keyboard.type('docs')
  // What was picked is looked at first; before that there is nothing to send.
  await expect(page.getByRole('button', { name: 'Upload 1 file' })).toBeEnabled()
  await page.keyboard.press('Enter')
  await courierPage(page).waitForDone('Uploads', 1)

  await courierPage(page).queue('Uploads').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+c')
  await expect.poll(() => readClipboard(app)).toMatch(/^http:.*docs\/typed\.txt\?/)

  await page.keyboard.press('Control+2')
  await page.getByLabel('Links to download').focus()
  await page.keyboard.press('Control+v')
  await stubOpenDialog(app, [folder])
  await page.getByRole('button', { name: /^Choose a folder/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Links to download').focus()
  await page.keyboard.press('Control+Enter')
  await courierPage(page).waitForDone('Downloads', 1)
})
