import { expect, test } from '@playwright/test'
import type { LaunchOptions } from '../support/launch-app'
import { showConnections, showMissingKeyring } from './connection-screens'
import { showDownloads } from './download-screens'
import { showNotices } from './notice-screens'
import { type PictureStage, setPictureStage } from './picture-stage'
import { showUploads } from './upload-screens'

async function onStage(
  options: LaunchOptions,
  show: (stage: PictureStage) => Promise<void>,
): Promise<void> {
  const stage = await setPictureStage(options)
  try {
    await show(stage)
  } finally {
    await stage.close()
  }
}

test('A system without a keyring', async () => {
  await onStage({ keyring: false }, showMissingKeyring)
})

test('Every screen, in English and Chinese, light and dark, small and large', async () => {
  await onStage({}, async (stage) => {
    await showConnections(stage)
    await showUploads(stage)
    await showDownloads(stage)
    await showNotices(stage)
    await stage.screen('Settings', '28-settings', async () => {
      const { page } = stage.courier
      await page.getByRole('button', { name: 'Settings' }).click()
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
    })
    await stage.screen('A proxy of one’s own', '29-settings-network', async () => {
      const { page } = stage.courier
      const network = {
        proxyMode: 'manual' as const,
        proxyUrl: 'http://proxy.example.com:8080',
        proxyBypass: ['intranet.example.com', '10.0.0.0/8'],
      }
      await page.evaluate((patch) => window.courier.settings.update(patch), { network })
      const heading = page.getByRole('heading', { name: 'Network' })
      await heading.evaluate((found) => found.scrollIntoView({ block: 'start' }))
    })
  })
})
