import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type {} from '../../renderer/bridge'
import type { StagingChange } from '../../shared/staging'
import type { TransferPatch } from '../../shared/transfer'
import { appThatListens, heardBy } from '../support/app-that-listens'
import { fillConnection, saveConnection } from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { createFaultScript } from '../support/faults'
import { launchApp } from '../support/launch-app'
import { makeManyFiles, nameOf } from '../support/many-files'
import { type PracticeRig, startPracticeRig } from '../support/practice'

/** So many that the walk is far from its end when the first hundreds are in the queue. */
const COUNT = 15_000

let folder: string
let rig: PracticeRig

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quit-adding-'))
  await makeManyFiles(join(folder, 'drop'), COUNT)
  // Nothing arrives, so that all that was found has to be there afterwards.
  const faults = createFaultScript()
  faults.fail('PutObject', { kind: 'delay', milliseconds: 600_000 })
  rig = await startPracticeRig({ hook: faults.hook })
})
test.afterAll(async () => {
  await rig.cleanup()
  await rm(folder, { recursive: true, force: true })
})

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
  const userDataDir = join(folder, 'data')
  // It answers with the first button, which is "Quit".
  const appFolder = await appThatListens(folder)
  const first = await launchApp({ userDataDir, appFolder })
  try {
    await fillConnection(first.page, {
      endpoint: rig.server.origin,
      bucket: rig.bucket,
      region: rig.region,
      keyId: rig.credential.keyId,
      keySecret: rig.credential.keySecret,
      label: 'Many',
    })
    await saveConnection(first.page)
    const ended = first.app.waitForEvent('close')
    const midway = uploadMidway(first.page)
    await dropFiles(first.page, 'body', [join(folder, 'drop')])
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
