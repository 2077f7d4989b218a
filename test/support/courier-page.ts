import { expect, type Locator, type Page } from '@playwright/test'

/** What a person does in the window, by the names that they see. English window. */
export type CourierPage = {
  openPracticeBucket(): Promise<void>
  /** Fills the directory and starts what is staged. */
  upload(directory: string): Promise<void>
  goTo(workspace: 'Upload' | 'Download'): Promise<void>
  /** The queue under a workspace. */
  queue(direction: 'Uploads' | 'Downloads'): Locator
  /** Waits until the filter says that so many rows have ended well. */
  waitForDone(direction: 'Uploads' | 'Downloads', count: number): Promise<void>
  /** Copies the links of all uploads in a form of the menu. */
  copyAllLinks(form?: string): Promise<void>
  paste(text: string): Promise<void>
  startDownload(): Promise<void>
}

/** @param page the window, loaded */
export function courierPage(page: Page): CourierPage {
  const queue = (direction: 'Uploads' | 'Downloads') => page.getByRole('grid', { name: direction })
  return {
    async openPracticeBucket() {
      await page.getByRole('button', { name: 'Open the practice bucket' }).click()
      await expect(page.getByRole('button', { name: /In use: Practice bucket/ })).toBeVisible()
    },
    async upload(directory) {
      await page.getByRole('combobox', { name: 'Directory' }).fill(directory)
      await page.getByRole('button', { name: /^Upload [\d,]+ files?/ }).click()
    },
    async goTo(workspace) {
      await page.getByRole('tab', { name: new RegExp(`^${workspace}`) }).click()
    },
    queue,
    async waitForDone(direction, count) {
      const filter = page.getByRole('button', { name: `Done ${count}`, exact: true })
      await expect(queue(direction)).toBeVisible()
      await expect(filter).toBeVisible({ timeout: 60_000 })
    },
    async copyAllLinks(form) {
      if (form === undefined) {
        await page.getByRole('button', { name: 'Copy all links' }).first().click()
      } else {
        await page.getByRole('button', { name: 'Choose the form of the links' }).first().click()
        await page.getByRole('menuitem', { name: form }).click()
      }
      await expect(page.getByText(/links? copied/).first()).toBeVisible()
    },
    async paste(text) {
      await page.getByLabel('Links to download').fill(text)
    },
    async startDownload() {
      await page.getByRole('button', { name: /^Download [\d,]+ files?/ }).click()
    },
  }
}
