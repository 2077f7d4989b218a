import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { answerQuestions, dropFiles } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { sampleBytes } from '../support/sample-bytes'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quit-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** An app with two uploads under way that would take minutes. */
async function withSlowUploads(userDataDir: string): Promise<LaunchedApp> {
  const courier = await launchApp({ userDataDir })
  const page = courierPage(courier.page)
  await page.openPracticeBucket()
  await courier.page.evaluate(() =>
    window.courier.settings.update({ upload: { limitBytesPerSecond: 20_480 } }),
  )
  const paths = [join(folder, 'one.bin'), join(folder, 'two.bin')]
  for (const path of paths) await writeFile(path, sampleBytes(3_000_000))
  await dropFiles(courier.page, 'body', paths)
  await page.upload('docs')
  await expect(
    page
      .queue('Uploads')
      .getByText(/Sending/)
      .first(),
  ).toBeVisible()
  return courier
}

const closeWindow = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test('quitting with transfers under way asks, stays when told so, and keeps them when it quits', async () => {
  const userDataDir = join(folder, 'data')
  const first = await withSlowUploads(userDataDir)
  try {
    const stays = await answerQuestions(first.app, 'Stay')
    await closeWindow(first)
    await expect
      .poll(stays)
      .toEqual(['2 transfers are under way. They will be kept and can go on at the next start.'])
    await expect(courierPage(first.page).queue('Uploads')).toBeVisible()
    const quits = await answerQuestions(first.app, 'Quit')
    expect(await quits()).toEqual([])
    const ended = first.app.waitForEvent('close')
    await closeWindow(first)
    await ended
  } finally {
    await first.close()
  }

  const second = await launchApp({ userDataDir })
  try {
    const rows = courierPage(second.page).queue('Uploads')
    await expect(rows.getByText(/Paused/)).toHaveCount(2)
  } finally {
    await second.close()
  }
})

test('unfinished transfers go on by themselves at the next start when the settings say so', async () => {
  const userDataDir = join(folder, 'data')
  const first = await withSlowUploads(userDataDir)
  await first.page.getByRole('button', { name: 'Settings' }).click()
  const settings = first.page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('combobox', { name: 'Unfinished transfers of last time' }).click()
  await first.page.getByRole('option', { name: 'Go on by themselves' }).click()
  // One of them is paused by hand, and stays so.
  await first.page.keyboard.press('Escape')
  await first.page
    .getByRole('row', { name: /two\.bin/ })
    .getByRole('button', { name: /^Pause/ })
    .click()
  await expect(
    courierPage(first.page)
      .queue('Uploads')
      .getByText(/Paused/),
  ).toHaveCount(1)
  await first.close()

  const second = await launchApp({ userDataDir })
  try {
    await second.page.evaluate(() =>
      window.courier.settings.update({ upload: { limitBytesPerSecond: 0 } }),
    )
    const after = courierPage(second.page)
    await after.waitForDone('Uploads', 1)
    await expect(after.queue('Uploads').getByRole('row', { name: /two\.bin/ })).toContainText(
      'Paused',
    )
  } finally {
    await second.close()
  }
})
