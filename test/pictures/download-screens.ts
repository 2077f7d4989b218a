import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { readClipboard, stubOpenDialog } from '../support/desktop'
import { takeReadmePicture } from './looks'
import { emptyQueue, type PictureStage } from './picture-stage'

/** The download workspace from empty to a summary. Eight files were uploaded before. */
export async function showDownloads(stage: PictureStage): Promise<void> {
  const { courier, window, faults, web } = stage
  const { page } = courier
  const folder = join(stage.folder, 'Downloads')
  await window.copyAllLinks('One per line')
  const signed = (await readClipboard(courier.app)).trim().split('\n')
  const own = (signed[1] ?? '').split('?')[0] ?? ''

  await stage.screen('Download: nothing yet', '22-download-empty', async () => {
    await window.goTo('Download')
    await expect(page.getByLabel('Links to download')).toBeVisible()
  })

  await stage.screen('Download: each link told apart', '23-download-pasted', async () => {
    await window.paste(everyKind(own, signed[0] ?? ''))
    await expect(page.getByText('Other OSS bucket')).toBeVisible()
    await expect(page.getByText('2 are not links')).toBeVisible()
  })

  await takeReadmePicture(courier, 'download')

  await stage.screen('Download: under way', '24-download-running', async () => {
    await mkdir(folder)
    await stubOpenDialog(courier.app, [folder])
    await page.getByRole('button', { name: /^Choose a folder/ }).click()
    faults.fail('GetObject', { kind: 'slow', bytesPerSecond: 1_500_000 })
    await window.paste(signed.join('\n'))
    await window.startDownload()
    await expect(page.getByText(/Receiving [5-9]%/).first()).toBeVisible()
  })

  await stage.screen('Download: some failed', '25-download-done', async () => {
    faults.heal()
    await emptyQueue(stage, 'download')
    for (const name of await readdir(folder)) await rm(join(folder, name))
    await window.paste(
      [
        web.url('/gone/old%20report.pdf'),
        ...signed.slice(2, 5),
        own.replace(/[^/]+$/, 'never-was.pdf'),
        web.url('/open/manual.pdf'),
      ].join('\n'),
    )
    await window.startDownload()
    await window.waitForDone('Downloads', 4)
    await expect(window.queue('Downloads').getByText('2 failed').first()).toBeVisible()
  })

  await stage.screen('Download: why they failed', '26-download-why', async () => {
    await window
      .queue('Downloads')
      .getByRole('button', { name: /failed · Why/ })
      .click()
    await expect(page.getByRole('region', { name: 'Why they failed' })).toBeVisible()
  })
  await page.keyboard.press('Escape')

  await stage.screen('Download: lines that are no links stay', '27-download-leftover', async () => {
    await window.paste('See you on Monday\nhttps//missing-colon.example/a.zip')
    await expect(page.getByText('Not a link').first()).toBeVisible()
  })
}

/** A paste with every kind of link. */
function everyKind(own: string, signed: string): string {
  const expired = new URLSearchParams({
    OSSAccessKeyId: 'MADE-UP-KEY-ID-0009',
    Expires: '1700000000',
    Signature: 'made-up',
  })
  return [
    own,
    signed,
    'https://archive-2025.oss-cn-shanghai.aliyuncs.com/2025/%E5%90%88%E5%90%8C.pdf',
    'https://partner-data.oss-cn-shenzhen.aliyuncs.com/prices.csv',
    `https://partner-data.oss-cn-shenzhen.aliyuncs.com/offer.pdf?${expired}`,
    'https://example.com/manuals/setup.pdf',
    signed,
    'Meeting on Monday',
    'ftp://old.example.com/backup.zip',
  ].join('\n')
}
