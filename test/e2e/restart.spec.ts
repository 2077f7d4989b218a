import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { dropFiles, readClipboard, stubOpenDialog } from '../support/desktop'
import { launchApp } from '../support/launch-app'
import { plainHttp } from '../support/plain-http'
import { sampleBytes } from '../support/sample-bytes'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restart-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was sent before the app was killed is there at the next start, links and all', async () => {
  const userDataDir = join(folder, 'data')
  const path = join(folder, 'report.txt')
  await writeFile(path, 'kept')
  const first = await launchApp({ userDataDir })
  const before = courierPage(first.page)
  await before.openPracticeBucket()
  await dropFiles(first.page, 'body', [path])
  await before.upload('docs')
  await before.waitForDone('Uploads', 1)
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
    window.courier.on('transfers.changed', ({ upserted }) => {
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

  const second = await launchApp({ userDataDir })
  try {
    await courierPage(second.page).openPracticeBucket()
    expect((await readdir(userDataDir)).some((name) => name.startsWith('journal.damaged-'))).toBe(
      true,
    )
  } finally {
    await second.close()
  }
})
