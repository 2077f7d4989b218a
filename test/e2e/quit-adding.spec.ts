import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type {} from '../../renderer/bridge'
import type { StagingChange } from '../../shared/staging'
import type { TransferPatch } from '../../shared/transfer'
import { appThatListens, heardBy } from '../support/app-that-listens'
import { fillConnection, saveConnection } from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { type HeldDrop, startHeldDrop } from '../support/held-drop'
import { launchApp } from '../support/launch-app'
import { nameOf } from '../support/many-files'

/** So many that the walk is far from its end when the first hundreds are in the queue. */
const COUNT = 15_000

let held: HeldDrop

test.beforeAll(async () => {
  held = await startHeldDrop(COUNT)
})
test.afterAll(() => held.cleanup())

/** Presses "Upload" when the first files are seen, and resolves when some are in the queue. */
function uploadMidway(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { connections, uploads, on } = window.courier
    let isPressed = false
    return new Promise<void>((resolve) => {
      on('staging.changed', async (json) => {
        const { totalFiles, adding }: StagingChange = JSON.parse(json)
        if (adding?.walking && adding.added > 0) resolve()
        if (isPressed || totalFiles === 0) return
        isPressed = true
        const list = await connections.list()
        await uploads.start({
          connectionId: (list.ok && list.value.activeId) || '',
          naming: { directory: 'many', directoryMode: 'no_subdirectory', fileNameMode: 'filename' },
          conflict: 'number',
          validitySeconds: 600,
        })
      })
    })
  })
}

/** Name and state of every row. */
function rowsOf(page: Page): Promise<{ name: string; status: string; key?: string }[]> {
  return page.evaluate(async () => {
    const rows = new Map<string, { name: string; status: string; key?: string }>()
    let wanted = Number.POSITIVE_INFINITY
    const allHere = new Promise<void>((resolve) => {
      window.courier.on('transfers.changed', (json) => {
        const { upserted }: TransferPatch = JSON.parse(json)
        for (const { id, name, state, objectKey } of upserted) {
          rows.set(id, { name, status: state.status, ...(objectKey ? { key: objectKey } : {}) })
        }
        if (rows.size >= wanted) resolve()
      })
    })
    const followed = await window.courier.transfers.follow()
    wanted = followed.ok ? followed.value.rows : 0
    if (rows.size < wanted) await allHere
    return [...rows.values()]
  })
}

test('quitting while a dropped folder is added says so, and keeps what was found so far', async () => {
  const userDataDir = join(held.folder, 'data')
  // It answers with the first button, which is "Quit".
  const appFolder = await appThatListens(held.folder)
  const first = await launchApp({ userDataDir, appFolder })
  try {
    await fillConnection(first.page, {
      endpoint: held.rig.server.origin,
      bucket: held.rig.bucket,
      region: held.rig.region,
      keyId: held.rig.credential.keyId,
      keySecret: held.rig.credential.keySecret,
      label: 'Many',
    })
    await saveConnection(first.page)
    const ended = first.app.waitForEvent('close')
    const midway = uploadMidway(first.page)
    await dropFiles(first.page, 'body', [held.drop])
    await midway
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await ended
  } finally {
    await first.close()
  }
  const question = (await heardBy(appFolder)).trim()
  expect(question).toMatch(
    /^[\d,]+ transfers are under way\. They will be kept and can go on at the next start\.\nOf the folder that is still being added, the files found so far will be kept; drop it again for the rest\.$/,
  )

  const second = await launchApp({ userDataDir })
  try {
    await expect(courierPage(second.page).queue('Uploads')).toBeVisible()
    const rows = await rowsOf(second.page)
    expect(rows.length).toBeGreaterThanOrEqual(
      Number(/^[\d,]+/.exec(question)?.[0].replaceAll(',', '')),
    )
    expect(rows.length).toBeLessThan(COUNT)
    // Each once, in the order of the drop, with none left out and its key as it was to be.
    const names = rows.map(({ name }) => name).sort()
    expect(names).toEqual(names.map((_, number) => nameOf(number)))
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['paused']))
    // Nothing waits in the form: what was not found is not pretended to be there.
    await expect(second.page.getByRole('button', { name: /^Upload [\d,]+ files?/ })).toBeHidden()
  } finally {
    await second.close()
  }
})
