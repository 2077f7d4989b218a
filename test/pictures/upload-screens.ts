import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { dropFiles } from '../support/desktop'
import { answerWith, SLOW_DOWN } from '../support/faults'
import { takeReadmePicture } from './looks'
import { emptyQueue, type PictureStage } from './picture-stage'

const MIB = 1024 * 1024

/** The upload workspace from empty to links. The connection is in use already. */
export async function showUploads(stage: PictureStage): Promise<void> {
  const { courier, window, faults } = stage
  const { page } = courier
  const directory = page.getByRole('combobox', { name: 'Directory' })
  const send = page.getByRole('button', { name: /^Upload [\d,]+ files?/ })

  await stage.screen('Upload: nothing yet', '10-upload-empty', async () => {
    await expect(page.getByTestId('drop-target')).toBeVisible()
  })

  await stage.screen('Upload: files over the window', '11-upload-drag-over', async () => {
    await hover(stage, [await stage.file('drop/Quarterly report.pdf', 482_113)])
  })

  await stage.screen('Upload: one file, which may get a name', '12-upload-one-file', async () => {
    await dropFiles(page, 'body', [await stage.file('drop/Quarterly report.pdf', 482_113)])
    await directory.fill('reports/2026')
    await page.getByRole('textbox', { name: 'Custom name' }).fill('Annual review')
  })

  await stage.screen('Upload: ready, with the keys to be', '13-upload-staged', async () => {
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await dropFiles(page, 'body', await dropOfEverything(stage, 480 * MIB))
    await expect(page.getByText('8 files').first()).toBeVisible()
    await directory.fill('team/launch')
    await page.getByRole('radio', { name: /^Year \/ month \/ day/ }).check()
  })

  await takeReadmePicture(courier, 'upload')

  await stage.screen('Upload: a directory that can’t be', '14-upload-bad-directory', async () => {
    await directory.fill('team/../secrets')
  })

  await stage.screen('Upload: something can’t be read', '15-upload-unreadable', async () => {
    await directory.fill('team/launch')
    const gone = join(stage.folder, 'Budget 2027.xlsx')
    await symlink(join(stage.folder, 'was-moved.xlsx'), gone)
    await dropFiles(page, 'body', [gone])
    await page.getByRole('button', { name: /can’t be added/ }).click()
  })
  await page.keyboard.press('Escape')

  await stage.screen('Upload: under way', '16-upload-running', async () => {
    faults.fail('UploadPart', { kind: 'slow', bytesPerSecond: 4_000_000 })
    faults.fail({ operation: 'PutObject' }, SLOW_DOWN)
    await send.click()
    await expect(page.getByText(/Sending [1-9]\d%/).first()).toBeVisible()
    await expect(page.getByText(/Next try/).first()).toBeVisible()
  })

  await stage.screen('Upload: arrived, with links', '17-upload-done', async () => {
    faults.heal()
    await emptyQueue(stage, 'upload')
    await dropFiles(page, 'body', await dropOfEverything(stage, 64 * MIB))
    await send.click()
    await window.waitForDone('Uploads', 8)
  })

  await stage.screen('Links: every form, and the validity', '18-links-menu', async () => {
    await page.getByRole('button', { name: 'Choose the form of the links' }).first().click()
    await expect(page.getByRole('menuitem', { name: /Markdown/ })).toBeVisible()
  })
  await page.keyboard.press('Escape')

  await stage.screen('Links: one of them, whole', '19-link-detail', async () => {
    await window.queue('Uploads').getByRole('button', { name: 'Show link' }).nth(1).click()
    await expect(page.getByRole('textbox', { name: 'Signed link' })).toHaveValue(/^http/)
  })
  await page.keyboard.press('Escape')

  await stage.screen('Upload: some failed, some were left out', '20-upload-failed', async () => {
    faults.fail(
      { operation: 'PutObject', key: 'inbox/Poster.pdf' },
      answerWith(403, 'AccessDenied'),
    )
    faults.fail(
      { operation: 'PutObject', key: 'inbox/合同.docx' },
      answerWith(403, 'InvalidAccessKeyId'),
    )
    await dropFiles(page, 'body', [
      await stage.file('more/Poster.pdf', 2 * MIB),
      await stage.file('more/Notes.txt', 4_100),
      await stage.file('more/合同.docx', 81_000),
    ])
    await directory.fill('inbox')
    await page.getByRole('radio', { name: /^None/ }).check()
    await send.click()
    await expect(window.queue('Uploads').getByText('2 failed').first()).toBeVisible()
  })

  await stage.screen('Upload: why they failed', '21-upload-why', async () => {
    await window
      .queue('Uploads')
      .getByRole('button', { name: /failed · Why/ })
      .click()
    await expect(page.getByRole('region', { name: 'Why they failed' })).toBeVisible()
  })
  await page.keyboard.press('Escape')
  faults.heal()
}

/** What people send: several scripts, a folder, and something large. */
async function dropOfEverything(
  stage: PictureStage,
  filmBytes: number,
): Promise<readonly string[]> {
  const tops = [
    await stage.file('drop/Launch film.mp4', filmBytes),
    await stage.file('drop/Interview cut 2.mov', filmBytes / 4),
    await stage.file('drop/产品目录 2026.pdf', 6 * MIB + 120_000),
    await stage.file('drop/Team picnic 🎉.png', 890_000),
    await stage.file('drop/Quarterly report.pdf', 482_113),
  ]
  await stage.file('drop/Workshop/agenda.md', 1_900)
  await stage.file('drop/Workshop/slides/Opening.key', 3 * MIB)
  await stage.file('drop/Workshop/slides/第二天 50%#2.key', 150_000)
  return [...tops, join(stage.folder, 'drop/Workshop')]
}

/** Holds files over the window without letting them go. */
async function hover({ courier }: PictureStage, paths: readonly string[]): Promise<void> {
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const cdp = await courier.page.context().newCDPSession(courier.page)
  for (const type of ['dragEnter', 'dragOver'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
  }
}
