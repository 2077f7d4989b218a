import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect } from '@playwright/test'
import { stubOpenDialog, writeClipboard } from '../support/desktop'
import { sumUp, type TourStage } from './tour-stage'

const NOT_A_LINK = 'See you on Monday'

/** Fetches pasted links into a folder. @param links of all samples, joined with `;` */
export async function fetchFiles(stage: TourStage, links: string): Promise<void> {
  const { courier, window, samples, web, publicFile, downloadFolder } = stage
  const { page } = courier
  /** All samples and the public file. */
  const good = samples.files.length + 1

  await stage.step('Links are pasted: each one is told apart', 'pasted', async () => {
    const dead = web.url('/gone/old%20report.pdf')
    await window.goTo('Download')
    const text = `${links}\n${web.url(publicFile.path)};${dead}\n${NOT_A_LINK}`
    await writeClipboard(courier.app, text)
    await page.getByRole('button', { name: 'Paste from clipboard' }).click()
    await expect(page.getByText('Signed', { exact: true }).first()).toBeVisible()
    await expect(page.getByText('1 is not a link')).toBeVisible()
  })

  await stage.step('A folder is chosen', 'folder', async () => {
    await stubOpenDialog(courier.app, [downloadFolder])
    await page.getByRole('button', { name: /^Choose a folder|^Change the download folder/ }).click()
    await expect(page.getByRole('button', { name: /^Change the download folder/ })).toBeVisible()
  })

  await stage.step('All of them are downloaded at once', 'downloaded', async () => {
    await window.startDownload()
    await window.waitForDone('Downloads', good)
    await expect(page.getByLabel('Links to download')).toHaveValue(NOT_A_LINK)
  })

  const bytes = await stage.step(
    'Every file in the folder is the one that was sent',
    'compared',
    async () => {
      const expected = samples.files.map((file) => ({ ...file, name: basename(file.key) }))
      const all = [...expected, { name: 'price list.csv', bytes: publicFile.bytes }]
      expect((await readdir(downloadFolder)).sort()).toEqual(all.map(({ name }) => name).sort())
      for (const { name, bytes } of all) {
        const arrived = await readFile(join(downloadFolder, name))
        expect(arrived.equals(bytes), `${name} byte for byte`).toBe(true)
      }
      return all.reduce((sum, file) => sum + file.bytes.length, 0)
    },
  )

  await stage.step('The summary names the one that failed, and why', 'summary', async () => {
    const queue = window.queue('Downloads')
    await expect(queue.getByText(`${good} arrived`)).toBeVisible()
    await queue.getByRole('button', { name: '1 failed · Why' }).click()
    const why = page.getByRole('region', { name: 'Why they failed' })
    await expect(why).toContainText('127.0.0.1 has no file at this address (404).')
  })

  await stage.step('A server that is not OSS never saw a key', 'no-key', async () => {
    await page.keyboard.press('Escape')
    expect(web.requests.length).toBeGreaterThanOrEqual(2)
    const asked = JSON.stringify(web.requests.map(({ url, headers }) => [url, headers]))
    expect(asked).not.toMatch(/authorization|signature|accesskey|x-oss/i)
  })

  sumUp(
    `Files fetched into a folder and the same byte for byte: ${good}, ${bytes.toLocaleString('en')} bytes`,
  )
  sumUp('Links that failed, as they should: 1 (404), and 1 line that is no link stayed in the box')
}
