import { expect } from '@playwright/test'
import { chinese } from '../../renderer/text/resources'
import type { TourStage } from './tour-stage'

/** Chinese and dark, chosen in the settings as a person does it. */
export async function changeLooks(stage: TourStage): Promise<void> {
  const { page } = stage.courier

  await stage.step('The settings switch to Chinese and dark, at once', 'settings', async () => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('combobox', { name: 'Theme' }).click()
    await page.getByRole('option', { name: 'Dark' }).click()
    await page.getByRole('combobox', { name: 'Language' }).click()
    await page.getByRole('option', { name: '简体中文' }).click()
    await expect(page.getByRole('dialog', { name: chinese.settings.title })).toBeVisible()
  })

  await stage.step('The download workspace in Chinese and dark', 'chinese-download', async () => {
    await page.getByRole('button', { name: chinese.common.close }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByRole('grid', { name: chinese.transfers.list.download })).toBeVisible()
  })

  await stage.step('The upload workspace in Chinese and dark', 'chinese-upload', async () => {
    await page.getByRole('tab', { name: chinese.shell.upload }).click()
    await expect(page.getByRole('grid', { name: chinese.transfers.list.upload })).toBeVisible()
  })
}
