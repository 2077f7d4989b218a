import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { dropFiles, readClipboard, stubOpenDialog } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { plainHttp } from '../support/plain-http'
import { sampleBytes } from '../support/sample-bytes'

let courier: LaunchedApp
let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'main-job-'))
  courier = await launchApp()
})
test.afterEach(async () => {
  await courier.close()
  await rm(folder, { recursive: true, force: true })
})

async function source(name: string, content: Buffer | string): Promise<string> {
  const path = join(folder, 'source', name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

async function downloadFolder(): Promise<string> {
  const path = join(folder, 'downloads')
  await mkdir(path, { recursive: true })
  await stubOpenDialog(courier.app, [path])
  await courier.page
    .getByRole('button', { name: /^Choose a folder|^Change the download folder/ })
    .click()
  return path
}

const contentsOf = async (path: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(path)).map(async (name) => [name, await readFile(join(path, name))] as const),
    ),
  )

test('from a first run to files that went to the bucket and back, byte for byte', async () => {
  const { app, page } = courier
  const window = courierPage(page)
  const files = {
    'report 1+1.pdf': sampleBytes(70_000, 1),
    '照片 😀.png': sampleBytes(5_000, 2),
    'film.mp4': sampleBytes(20 * 1024 * 1024 + 17, 3),
  }
  const paths = await Promise.all(Object.entries(files).map(([name, bytes]) => source(name, bytes)))
  await source('album/a.txt', 'first')
  await source('album/deep/b#%.txt', 'second')

  await window.openPracticeBucket()
  await dropFiles(page, 'body', [...paths, join(folder, 'source', 'album')])
  await expect(page.getByText('5 files').first()).toBeVisible()
  await window.upload('docs')
  await window.waitForDone('Uploads', 5)
  await expect(window.queue('Uploads')).toContainText('practice-bucket/docs/album/deep/b#%.txt')

  await window.copyAllLinks('Joined with ;')
  const links = await readClipboard(app)
  const urls = links.split(';')
  expect(urls).toHaveLength(5)
  const wanted = [...Object.values(files), Buffer.from('first'), Buffer.from('second')]
  for (const [index, url] of urls.entries()) {
    const answer = await plainHttp(url)
    expect(answer.status).toBe(200)
    expect(answer.body.equals(wanted[index] ?? Buffer.alloc(0))).toBe(true)
  }

  await window.goTo('Download')
  await window.paste(links)
  const downloads = await downloadFolder()
  await window.startDownload()
  await window.waitForDone('Downloads', 5)
  const arrived = await contentsOf(downloads)
  expect(Object.keys(arrived).sort()).toEqual([...Object.keys(files), 'a.txt', 'b#%.txt'].sort())
  for (const [name, bytes] of Object.entries(files)) {
    expect(arrived[name]?.equals(bytes)).toBe(true)
  }
  expect(String(arrived['b#%.txt'])).toBe('second')
})

test('unsigned links of our own bucket are fetched with the stored key', async () => {
  const { app, page } = courier
  const window = courierPage(page)
  await window.openPracticeBucket()
  await dropFiles(page, 'body', [await source('private.txt', 'for us only')])
  await window.upload('docs')
  await window.waitForDone('Uploads', 1)
  await window.copyAllLinks()
  const unsigned = (await readClipboard(app)).split('?')[0] ?? ''
  expect((await plainHttp(unsigned)).status).toBe(403)

  await window.goTo('Download')
  await window.paste(unsigned)
  const downloads = await downloadFolder()
  await expect(page.getByText('This bucket').first()).toBeVisible()
  await window.startDownload()
  await window.waitForDone('Downloads', 1)
  expect(String((await contentsOf(downloads))['private.txt'])).toBe('for us only')
})

test('fifty files of one drop all arrive, and a second drop of them overwrites nothing', async () => {
  const { app, page } = courier
  const window = courierPage(page)
  for (let n = 1; n <= 50; n += 1) await source(`many/file-${n}.txt`, `content ${n}`)
  const many = join(folder, 'source', 'many')
  await window.openPracticeBucket()
  await dropFiles(page, 'body', [many])
  await expect(page.getByText('50 files').first()).toBeVisible()
  await window.upload('batch')
  await window.waitForDone('Uploads', 50)
  await window.copyAllLinks('One per line')
  expect((await readClipboard(app)).trim().split('\n')).toHaveLength(50)

  await dropFiles(page, 'body', [many])
  await page.getByRole('button', { name: /^Upload 50 files/ }).click()
  await window.waitForDone('Uploads', 100)
  await expect(window.queue('Uploads')).toContainText('batch/many/file-1 (2).txt')
})

test('one dead link among ten fails alone and says why', async () => {
  const { app, page } = courier
  const window = courierPage(page)
  const paths = await Promise.all(
    Array.from({ length: 9 }, (_, n) => source(`good-${n}.txt`, `good ${n}`)),
  )
  await window.openPracticeBucket()
  await dropFiles(page, 'body', paths)
  await window.upload('docs')
  await window.waitForDone('Uploads', 9)
  await window.copyAllLinks('One per line')
  const good = (await readClipboard(app)).trim().split('\n')
  const dead = (good[0] ?? '').split('?')[0]?.replace('good-0', 'never-was') ?? ''

  await window.goTo('Download')
  await window.paste([...good.slice(0, 4), dead, ...good.slice(4)].join('\n'))
  const downloads = await downloadFolder()
  await window.startDownload()
  const queue = window.queue('Downloads')
  await expect(queue.getByText('9 arrived')).toBeVisible({ timeout: 30_000 })
  await expect(queue.getByText('1 failed').first()).toBeVisible()
  expect(await readdir(downloads)).toHaveLength(9)
  await expect(queue.getByRole('row', { name: /never-was/ })).toContainText(
    'The bucket holds no object named docs/never-was.txt.',
  )
})
