import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import {
  connectionForm,
  fillConnection,
  formField,
  saveConnection,
} from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { type PracticeRig, startPracticeRig } from '../support/practice'

const HOUR_MS = 3_600_000
const NEXT = {
  keyId: 'STS.made-up-next-key',
  keySecret: 'made-up-next-secret',
  securityToken: 'made-up-next-token',
}

let folder: string
let rig: PracticeRig
let courier: LaunchedApp
/** The server's clock runs ahead by this. */
let aheadMs = 0

test.beforeEach(async () => {
  aheadMs = 0
  folder = await mkdtemp(join(tmpdir(), 'expired-'))
  rig = await startPracticeRig({
    credential: {
      keyId: 'STS.made-up-first-key',
      securityToken: 'made-up-first-token',
      expiresAtMs: Date.now() + HOUR_MS,
    },
    moreCredentials: [NEXT],
    now: () => Date.now() + aheadMs,
  })
  courier = await launchApp()
})
test.afterEach(async () => {
  await courier.close()
  await rig.cleanup()
  await rm(folder, { recursive: true, force: true })
})

async function connect(page: Page): Promise<void> {
  await fillConnection(page, {
    endpoint: rig.server.origin,
    bucket: rig.bucket,
    region: rig.region,
    keyId: rig.credential.keyId,
    keySecret: rig.credential.keySecret,
    label: 'Team files',
  })
  await connectionForm(page)
    .getByRole('button', { name: /temporary/i })
    .click()
  await formField(page, 'stsToken').fill(rig.credential.securityToken ?? '')
  await saveConnection(page)
}

test('an expired token is asked for again, and the queue goes on with nothing lost', async () => {
  const { page } = courier
  await connect(page)
  const paths = ['one.txt', 'two.txt', 'three.txt', 'four.txt', 'five.txt'].map((name) =>
    join(folder, name),
  )
  for (const path of paths) await writeFile(path, path)
  aheadMs = 2 * HOUR_MS
  await dropFiles(page, 'body', paths)
  await courierPage(page).upload('docs')

  const notice = page.locator('[data-notice="token"]')
  await expect(notice).toContainText('5 transfers wait')
  await expect(notice).toContainText('Team files')
  await expect(page.getByRole('button', { name: /^Failed/ })).toHaveCount(0)

  await notice.getByRole('button', { name: 'Enter a new token' }).click()
  await expect(formField(page, 'keyId')).toBeFocused()
  await formField(page, 'keyId').fill(NEXT.keyId)
  await formField(page, 'keySecret').fill(NEXT.keySecret)
  await formField(page, 'stsToken').fill(NEXT.securityToken)
  await saveConnection(page)
  await courierPage(page).waitForDone('Uploads', 5)
  await expect(notice).toHaveCount(0)
})
