import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { ClassicLevel } from 'classic-level'
import type { TransferPatch } from '../../shared/transfer'
import { appThatListens } from '../support/app-that-listens'
import { courierPage } from '../support/courier-page'
import { dropFiles, readClipboard, stubOpenDialog } from '../support/desktop'
import { launchApp, startBeside } from '../support/launch-app'
import { plainHttp } from '../support/plain-http'
import { sampleBytes } from '../support/sample-bytes'
import { uploadOne } from '../support/upload-one'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restart-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was sent before the app was killed is there at the next start, links and all', async () => {
  const userDataDir = join(folder, 'data')
  const first = await launchApp({ userDataDir })
  await uploadOne(first.page, folder)
  // The journal is written within a tenth of a second of every change.
  await first.page.waitForTimeout(500)
  first.app.process().kill('SIGKILL')
  await first.close()

  const second = await launchApp({ userDataDir })
  try {
    const after = courierPage(second.page)
    await after.waitForDone('Uploads', 1)
    await expect(after.queue('Uploads')).toContainText('practice-bucket/docs/report.txt')
    await after.copyAllLinks()
    expect((await plainHttp(await readClipboard(second.app))).text).toBe('kept')
  } finally {
    await second.close()
  }
})

test('a paused download goes on after a restart and arrives byte for byte', async () => {
  const userDataDir = join(folder, 'data')
  const bytes = sampleBytes(5_000_000)
  const path = join(folder, 'film.bin')
  await writeFile(path, bytes)
  const first = await launchApp({ userDataDir })
  const before = courierPage(first.page)
  await before.openPracticeBucket()
  await dropFiles(first.page, 'body', [path])
  await before.upload('docs')
  await before.waitForDone('Uploads', 1)
  await before.copyAllLinks()
  const unsigned = (await readClipboard(first.app)).split('?')[0] ?? ''
  await before.goTo('Download')
  await before.paste(unsigned)
  await stubOpenDialog(first.app, [folder])
  await first.page.getByRole('button', { name: /^Choose a folder|^Change the download/ }).click()
  await rm(path)
  await first.page.evaluate(() =>
    window.courier.on('transfers.changed', (json) => {
      const { upserted }: TransferPatch = JSON.parse(json)
      const ids = upserted.filter((row) => row.direction === 'download').map((row) => row.id)
      if (ids.length > 0) window.courier.transfers.pause({ ids })
    }),
  )
  await before.startDownload()
  const state = before.queue('Downloads').getByText(/Paused|Verified/)
  await expect(state.first()).toBeVisible()
  await first.close()

  const second = await launchApp({ userDataDir })
  try {
    const after = courierPage(second.page)
    await after.goTo('Download')
    const goOn = second.page.getByRole('button', { name: 'Go on' })
    if (await goOn.isVisible()) await goOn.click()
    await after.waitForDone('Downloads', 1)
    expect((await readFile(path)).equals(bytes)).toBe(true)
  } finally {
    await second.close()
  }
})

test('a damaged journal is put aside and keeps nobody from working', async () => {
  const userDataDir = join(folder, 'data')
  const first = await launchApp({ userDataDir })
  await first.close()
  await writeFile(join(userDataDir, 'journal', 'CURRENT'), 'no manifest at all')

  const second = await launchApp({ userDataDir, appFolder: await appThatListens(folder) })
  try {
    await courierPage(second.page).openPracticeBucket()
    const aside = (await readdir(userDataDir)).filter((name) => name.startsWith('journal.damaged-'))
    expect(aside).toHaveLength(1)
    await expect
      .poll(second.asked)
      .toEqual([
        'A file of the app was damaged and has been put aside. Nothing in your buckets or folders ' +
          'has changed. What could be read is still here; the rest lies in the app’s data folder ' +
          `as:\n${aside[0]}`,
      ])
  } finally {
    await second.close()
  }
})

test('what makes no sense in the journal is told once, in the language of the system', async () => {
  const userDataDir = join(folder, 'data')
  await (await launchApp({ userDataDir })).close()
  const journal = new ClassicLevel(join(userDataDir, 'journal'))
  await journal.put('job/000000000000001/00000000/x', '{"row":"of a later version"}')
  await journal.close()

  const appFolder = await appThatListens(folder)
  const second = await launchApp({ userDataDir, appFolder, lang: 'zh-CN' })
  await expect
    .poll(second.asked)
    .toEqual([
      '队列中有内容无法读取。 有 1 条记录无法被此版本的应用识别，未列入队列，但仍保留在磁盘上。',
    ])
  await second.close()
  const third = await launchApp({ userDataDir, appFolder })
  try {
    await courierPage(third.page).openPracticeBucket()
    expect(await third.asked()).toEqual([])
  } finally {
    await third.close()
  }
})

test('a second start on the same data ends at once and leaves the first alone', async () => {
  const first = await launchApp({ userDataDir: join(folder, 'data') })
  try {
    const path = join(folder, 'report.txt')
    await writeFile(path, 'kept')
    const page = courierPage(first.page)
    await page.openPracticeBucket()
    expect(await startBeside(first)).toBe(0)
    expect(first.app.windows()).toHaveLength(1)
    await dropFiles(first.page, 'body', [path])
    await page.upload('docs')
    await page.waitForDone('Uploads', 1)
    expect(await first.asked()).toEqual([])
    expect((await readdir(first.userDataDir)).filter((name) => name.includes('damaged'))).toEqual(
      [],
    )
  } finally {
    await first.close()
  }
})
