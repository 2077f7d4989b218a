import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { openJournalDatabase } from '../../electron/app/journal-database'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { launchApp } from '../support/launch-app'
import { sampleBytes } from '../support/sample-bytes'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unfinished-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** Bytes per second that all uploads may move together; 0 for no limit. */
function limit(page: Page, limitBytesPerSecond: number): Promise<unknown> {
  return page.evaluate((bytes) => {
    return window.courier.settings.update({ upload: { limitBytesPerSecond: bytes } })
  }, limitBytesPerSecond)
}

/** Drops files of five parts each and pauses them once the server has some parts of each. */
async function pauseMidway(page: Page, names: readonly string[]): Promise<void> {
  const courier = courierPage(page)
  await limit(page, 16e6)
  const paths = names.map((name) => join(folder, name))
  for (const path of paths) await writeFile(path, sampleBytes(40_000_000))
  await dropFiles(page, 'body', paths)
  await courier.upload('films')
  const sending = courier.queue('Uploads').getByText(/Sending (6[5-9]|[7-9]\d)%/)
  await expect(sending).toHaveCount(names.length, { timeout: 60_000 })
  await limit(page, 10_240)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Pause all' }).click()
  await expect(courier.queue('Uploads').getByText(/^Paused/)).toHaveCount(names.length)
  await limit(page, 0)
}

/** Makes what an app that is not running remembers two days older. */
async function age(userDataDir: string): Promise<void> {
  const { store } = await openJournalDatabase(join(userDataDir, 'begun-uploads'))
  for await (const [key, value] of store.entries({ gte: 'job/', lt: 'job0' })) {
    const { row, task } = JSON.parse(value)
    const addedAtMs = row.addedAtMs - 2 * 24 * 60 * 60_000
    const older = JSON.stringify({ row: { ...row, addedAtMs }, task })
    await store.batch([{ type: 'put', key, value: older }], { sync: true })
  }
  await store.close()
}

test('uploads whose rows are lost are found, go on from where they were, or are removed', async () => {
  const userDataDir = join(folder, 'data')
  const first = await launchApp({ userDataDir })
  await courierPage(first.page).openPracticeBucket()
  await pauseMidway(first.page, ['kept.bin', 'gone.bin', 'changed.bin'])
  await first.close()
  // What is left when the queue was damaged: it is put aside, and with it every row.
  await rm(join(userDataDir, 'journal'), { recursive: true })
  await age(userDataDir)
  await rm(join(folder, 'gone.bin'))
  await writeFile(join(folder, 'changed.bin'), 'another')

  const second = await launchApp({ userDataDir })
  const { page } = second
  try {
    const hint = page.getByText(/^3 uploads lie unfinished on the server for more than a day/)
    await expect(hint).toBeVisible()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Unfinished uploads' })
    const kept = dialog.getByRole('listitem', { name: 'kept.bin' })
    await expect(kept).toContainText(/films\/kept.*\.bin.*[1-9][\d.]* MB of 38.1 MB sent · begun/)
    const gone = dialog.getByRole('listitem', { name: 'gone.bin' })
    await expect(gone).toContainText('The file is not there any more')
    const changed = dialog.getByRole('listitem', { name: 'changed.bin' })
    await expect(changed).toContainText('The file has changed since')
    await expect(changed.getByRole('button', { name: 'Go on' })).toHaveCount(0)

    await kept.getByRole('button', { name: 'Go on' }).click()
    await expect(kept).toHaveCount(0)
    await gone.getByRole('button', { name: 'Remove' }).click()
    await expect(gone).toHaveCount(0)
    await changed.getByRole('button', { name: 'Remove' }).click()
    await expect(dialog.getByText('Nothing is unfinished here.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(hint).toHaveCount(0)
    await courierPage(page).waitForDone('Uploads', 1)
    await expect(courierPage(page).queue('Uploads')).toContainText('films/kept.bin')
  } finally {
    await second.close()
  }
})

test('all of them are removed at once, after a question', async () => {
  const { page, close } = await launchApp()
  try {
    await courierPage(page).openPracticeBucket()
    await pauseMidway(page, ['one.bin', 'two.bin'])
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Unfinished uploads…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Unfinished uploads' })
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
    await dialog.getByRole('button', { name: 'Remove all' }).click()
    await dialog.getByRole('button', { name: 'Remove 2' }).click()
    await expect(dialog.getByText('Nothing is unfinished here.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(courierPage(page).queue('Uploads').getByText('Cancelled')).toHaveCount(2)
  } finally {
    await close()
  }
})
