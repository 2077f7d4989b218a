import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import type { StagingChange } from '../../shared/staging'
import { fillConnection, saveConnection } from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { type HeldDrop, startHeldDrop } from '../support/held-drop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { nameOf } from '../support/many-files'

const COUNT = 5000
/** The headings of the columns and of the batch are rows of the grid, too. */
const WITH_HEADINGS = String(COUNT + 2)

let held: HeldDrop
let courier: LaunchedApp

test.beforeAll(async () => {
  held = await startHeldDrop(COUNT)
})
test.afterAll(() => held.cleanup())
test.beforeEach(async () => {
  courier = await launchApp({ userDataDir: join(held.folder, 'data') })
})
test.afterEach(async () => {
  await courier.close()
})

const queueOf = (page: Page) => courierPage(page).queue('Uploads')
/** Names of the rows in sight, from the top. */
const namesIn = (queue: Locator) =>
  queue.locator('[data-status]').evaluateAll((lines) => {
    const tops = (line: Element) => line.getBoundingClientRect().top
    return lines
      .toSorted((a, b) => tops(a) - tops(b))
      .map((line) => line.querySelector('[title]')?.textContent ?? '')
  })
async function fromMenu(page: Page, name: string): Promise<void> {
  await page.locator('[data-queue] header').getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('5,000 files of one drop go to the queue while it is walked, and are all there after a restart', async () => {
  const { page } = courier
  await fillConnection(page, {
    endpoint: held.rig.server.origin,
    bucket: held.rig.bucket,
    region: held.rig.region,
    keyId: held.rig.credential.keyId,
    keySecret: held.rig.credential.keySecret,
    label: 'Many',
  })
  await saveConnection(page)
  const started = page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const { connections, staging, uploads, on } = window.courier
        // Pressed as soon as the first files are seen: the rest follows by itself.
        const stop = on('staging.changed', async (json) => {
          const { totalFiles }: StagingChange = JSON.parse(json)
          if (totalFiles === 0) return
          stop()
          const list = await connections.list()
          resolve(
            await uploads.start({
              connectionId: (list.ok && list.value.activeId) || '',
              naming: {
                directory: 'many',
                directoryMode: 'no_subdirectory',
                fileNameMode: 'filename',
              },
              conflict: 'number',
              validitySeconds: 600,
            }),
          )
          void staging.get()
        })
      }),
  )
  await dropFiles(page, 'body', [held.drop])
  expect(await started).toMatchObject({ ok: true })
  const queue = queueOf(page)
  await expect(queue).toHaveAttribute('aria-rowcount', WITH_HEADINGS)
  await expect(page.getByText('0 of 5,000 finished')).toBeVisible()
  await expect(queue).toContainText('many/drop/day 000/IMG_00000.jpg')

  await fromMenu(page, 'Pause all')
  await expect(queue.locator('[data-status="paused"]').first()).toBeVisible()
  await expect(queue.locator('[data-status]:not([data-status="paused"])')).toHaveCount(0)
  await courier.close()

  courier = await launchApp({ userDataDir: join(held.folder, 'data') })
  const again = queueOf(courier.page)
  await expect(again).toHaveAttribute('aria-rowcount', WITH_HEADINGS)
  expect((await namesIn(again)).slice(0, 3)).toEqual([0, 1, 2].map(nameOf))
})

test('a button that scrolls out of sight gives the focus to the list, and to no button of another file', async () => {
  const { page } = courier
  const queue = queueOf(page)
  await queue.locator('[data-status]').first().getByRole('button', { name: 'Cancel' }).focus()
  await queue.evaluate((list) => {
    list.scrollTop = 100_000
  })
  await expect(queue).toContainText(nameOf(1390))
  await expect(queue).toBeFocused()
  // What is read aloud follows the elements, which are put in order when the list rests.
  const elements = queue.locator('[data-status] [title^="IMG_"]')
  await expect
    .poll(() => elements.evaluateAll((names) => names.map((name) => name.textContent)))
    .toEqual(await namesIn(queue))
})

test('a list of 5,000 is searched, sorted, selected and emptied', async () => {
  const { page } = courier
  const queue = queueOf(page)
  await expect(queue).toHaveAttribute('aria-rowcount', WITH_HEADINGS)

  const head = (name: string) => queue.getByRole('columnheader', { name })
  await expect(head('Added')).toHaveAttribute('aria-sort', 'descending')
  await head('Name').getByRole('button').press('Enter')
  await head('Name').getByRole('button').press('Enter')
  await expect(head('Name')).toHaveAttribute('aria-sort', 'descending')
  await expect(queue).not.toHaveAttribute('aria-busy', 'true')
  const last = nameOf(COUNT - 1)
  await expect.poll(async () => (await namesIn(queue))[0]).toBe(last)
  await head('Size').getByRole('button').click()
  await expect(head('Size')).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(async () => (await namesIn(queue)).slice(0, 2)).toEqual([nameOf(0), nameOf(7)])

  await page.getByLabel('Search by name').fill('img_0012')
  // Ten files, one of them alone in no batch: the heading of the columns comes on top.
  await expect(queue).toHaveAttribute('aria-rowcount', '11')
  await page.getByLabel('Clear the search').click()
  await expect(queue).toHaveAttribute('aria-rowcount', String(COUNT + 1))

  await queue.focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('5,000 selected')).toBeVisible()
  await page.keyboard.press('End')
  await expect(queue.locator('[aria-selected="true"]')).toHaveCount(1)
  await page.keyboard.press('Control+a')
  await page.getByRole('toolbar').getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(queue.locator('[data-status]:not([data-status="cancelled"])')).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear the selection' }).click()
  await fromMenu(page, 'Clear ended')
  await expect(queue).toBeHidden()
  await expect(page.getByTestId('drop-target')).toBeVisible()
})
