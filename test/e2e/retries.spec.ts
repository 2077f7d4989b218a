import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { stubOpenDialog } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'

let folder: string
let courier: LaunchedApp
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retries-'))
  courier = await launchApp()
})
test.afterEach(async () => {
  await courier.close()
  await rm(folder, { recursive: true, force: true })
})

const server = () => createServer((_request, response) => response.end('here at last'))

/** A port of this machine on which nobody listens. */
async function freePort(): Promise<number> {
  const taken = server()
  await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready))
  const { port } = taken.address() as AddressInfo
  await new Promise((closed) => taken.close(closed))
  return port
}

test('a row says when its next try is and after how many it gave up, and "retry failed" brings it', async () => {
  const { page, app } = courier
  const window = courierPage(page)
  const port = await freePort()
  await window.openPracticeBucket()
  await window.goTo('Download')
  await window.paste(`http://127.0.0.1:${port}/late.txt`)
  await stubOpenDialog(app, [folder])
  await page.getByRole('button', { name: /^Choose a folder|^Change the download/ }).click()
  await window.startDownload()
  const rows = window.queue('Downloads')
  await expect(rows).toContainText(/Next try in \d+ s \(attempt [2-5] of 5\)/)
  await expect(rows).toContainText('127.0.0.1')
  await expect(rows).toContainText('after 5 attempts', { timeout: 40_000 })

  const late = server()
  await new Promise<void>((ready) => late.listen(port, '127.0.0.1', ready))
  try {
    await page.getByRole('button', { name: 'More actions' }).last().click()
    await page.getByRole('menuitem', { name: 'Retry 1 failed' }).click()
    await window.waitForDone('Downloads', 1)
    expect(await readFile(join(folder, 'late.txt'), 'utf8')).toBe('here at last')
  } finally {
    late.closeAllConnections()
    late.close()
  }
})
