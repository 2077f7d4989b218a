import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { appThatListens, heardBy } from '../support/app-that-listens'
import { courierPage } from '../support/courier-page'
import { launchApp } from '../support/launch-app'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk'
import { uploadOne } from '../support/upload-one'

let folder: string
let disk: SmallDisk | undefined
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-disk-'))
  disk = await mountSmallDisk(join(folder, 'disk'), 64)
})
test.afterEach(async () => {
  await disk?.unmount()
  await rm(folder, { recursive: true, force: true })
})

test('a start that finds the disk full says so, tries again, and has the whole queue', async () => {
  test.skip(disk === undefined, 'Only root can mount a disk, on Linux')
  if (!disk) return
  const userDataDir = join(disk.folder, 'data')
  const first = await launchApp({ userDataDir })
  await uploadOne(first.page, folder)
  await first.page.evaluate(() => window.courier.settings.update({ language: 'zh-CN' }))
  await first.close()

  await disk.fill()
  const appFolder = await appThatListens(folder)
  const launching = launchApp({ userDataDir, appFolder })
  await expect.poll(() => heardBy(appFolder), { timeout: 20_000 }).not.toBe('')
  await disk.empty()
  const second = await launching
  try {
    // In the language that was chosen, though there are no settings yet.
    const said =
      '磁盘已满，OSS Courier 无法启动。 ' +
      `传输队列位于 ${userDataDir}，该磁盘没有剩余空间，因此无法打开。数据没有丢失。请在该磁盘上腾出空间后重试。`
    expect(new Set(await second.asked())).toEqual(new Set([said]))
    await second.page.evaluate(() => window.courier.settings.update({ language: 'en' }))
    await courierPage(second.page).waitForDone('Uploads', 1)
  } finally {
    await second.close()
  }
})
