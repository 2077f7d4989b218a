import { expect } from '@playwright/test'
import { dropFiles, readClipboard } from '../support/desktop'
import { plainHttp } from '../support/plain-http'
import { sumUp, type TourStage } from './tour-stage'

const DIRECTORY = 'tour'
const DATE_FOLDERS = '\\d{4}/\\d{2}/\\d{2}'
/** Larger files are sent in parts. */
const SINGLE_PUT_MAX_BYTES = 8 * 1024 * 1024

/** From the first start to files that are staged with the keys they will have. */
export async function stageFiles(stage: TourStage): Promise<void> {
  const { window, samples } = stage
  const { page } = stage.courier
  const count = samples.files.length

  await stage.step('The app starts for the first time', 'first-run', async () => {
    await expect(page.getByRole('heading', { name: 'Where should your files go?' })).toBeVisible()
  })

  await stage.step('One click opens a practice bucket on this machine', 'practice', async () => {
    await window.openPracticeBucket()
    await expect(page.getByText('nothing leaves this machine').first()).toBeVisible()
  })

  await stage.step('Files and a folder are dropped on the window', 'dropped', async () => {
    await dropFiles(page, 'body', samples.dropped)
    await expect(page.getByText(`${count} files`).first()).toBeVisible()
  })

  await stage.step('A directory and date folders are chosen', 'preview', async () => {
    await page.getByRole('combobox', { name: 'Directory' }).fill(DIRECTORY)
    await page.getByRole('radio', { name: /^Year \/ month \/ day/ }).check()
    const planned = page.getByTestId('planned-key')
    for (const [index, { key }] of samples.files.entries()) {
      await expect(planned.nth(index)).toHaveText(keyPattern(key))
    }
  })
}

/** Sends what is staged, and proves it with the links. @returns the links, joined as copied */
export async function sendFiles(stage: TourStage): Promise<string> {
  const { courier, window, samples } = stage
  const count = samples.files.length

  await stage.step(`${count} files are uploaded, the film in parts`, 'uploaded', async () => {
    await courier.page.getByRole('button', { name: /^Upload [\d,]+ files/ }).click()
    await window.waitForDone('Uploads', count)
  })

  const links = await stage.step('All links are copied, joined with “;”', 'copied', async () => {
    await window.copyAllLinks('Joined with ;')
    return readClipboard(courier.app)
  })

  await stage.step('Each link gives the file back to any HTTP client', 'fetched', async () => {
    const urls = links.split(';')
    expect(urls).toHaveLength(count)
    for (const [index, { key, bytes }] of samples.files.entries()) {
      const url = new URL(urls[index] ?? '')
      expect(decodeURIComponent(url.pathname)).toMatch(keyPattern(key))
      const answer = await plainHttp(url.href)
      expect(answer.status).toBe(200)
      expect(answer.body.equals(bytes), `${key} byte for byte`).toBe(true)
      const wasSentInParts = answer.headers['x-oss-object-type'] === 'Multipart'
      expect(wasSentInParts, `${key} in parts`).toBe(bytes.length > SINGLE_PUT_MAX_BYTES)
    }
  })

  sumUp(`Files sent: ${count}, ${samples.totalBytes.toLocaleString('en')} bytes`)
  sumUp(`Links fetched with a plain HTTP client and the same byte for byte: ${count}`)
  return links
}

/** The key of a sample, whatever day it is. */
function keyPattern(key: string): RegExp {
  const literal = key.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
  return new RegExp(`${DIRECTORY}/${DATE_FOLDERS}/${literal}$`)
}
