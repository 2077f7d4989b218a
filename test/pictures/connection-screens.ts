import { expect, type Locator } from '@playwright/test'
import { connect, type PictureStage } from './picture-stage'

/** What comes before the first upload: the first run, and the form in all its states. */
export async function showConnections(stage: PictureStage): Promise<void> {
  const { page } = stage.courier
  const { bucket, draft } = stage
  const form = page.getByRole('dialog')
  const report = form.locator('section[aria-live]')

  await stage.screen('First run', '01-first-run', async () => {
    await expect(page.getByRole('button', { name: 'Connect a bucket' })).toBeVisible()
  })

  await stage.screen('Connection form: endpoint', '02-connection-endpoint', async () => {
    await page.getByRole('button', { name: 'Connect a bucket' }).click()
    await field(form, 'endpoint').fill('oss-cn-hangzhou.aliyuncs.com')
    await fillKey(form, 'my-bucket')
  })

  await stage.screen('Connection form: bound domain', '03-connection-domain', async () => {
    await form.getByText('My bound domain (CNAME)').click()
    await field(form, 'domain').fill('files.example.com')
    await field(form, 'region').fill('hangzhou')
    await page.getByRole('option', { name: /cn-hangzhou$/ }).click()
  })

  await stage.screen('Connection form: problems', '04-connection-problems', async () => {
    await form.getByText('OSS endpoint', { exact: true }).click()
    await field(form, 'endpoint').fill('my-bucket.oss-cn-hangzhou.aliyuncs.com')
    await field(form, 'bucket').fill('My_Bucket')
    await field(form, 'keyId').fill('made up key')
    await field(form, 'keySecret').fill('')
    await form.getByRole('button', { name: 'Save and use' }).click()
    await expect(form.getByText(/fields still need you/)).toBeVisible()
  })

  await stage.screen(
    'Connection test: a wrong secret',
    '05-connection-test-failed',
    async () => {
      await field(form, 'endpoint').fill(bucket.server.origin)
      await form.getByRole('button', { name: 'Advanced' }).click()
      await form.getByRole('switch', { name: /Bucket in the path/ }).check()
      await field(form, 'region').fill(bucket.region)
      await fillKey(form, bucket.bucket)
      await field(form, 'keyId').fill(draft.secret?.keyId ?? '')
      await form.getByRole('button', { name: 'Advanced' }).click()
      await form.getByRole('button', { name: 'Test connection' }).click()
      await expect(form.getByText('The connection does not work yet.')).toBeVisible()
    },
    report,
  )

  await stage.screen(
    'Connection test: it works',
    '06-connection-test-passed',
    async () => {
      await field(form, 'keySecret').fill(draft.secret?.keySecret ?? '')
      await form.getByRole('button', { name: 'Test connection' }).click()
      await expect(form.getByText('The connection works.')).toBeVisible()
    },
    report,
  )

  await stage.screen('Menu of connections', '07-connection-menu', async () => {
    await form.getByRole('button', { name: 'Cancel' }).click()
    await expect(form).toBeHidden()
    await stage.window.openPracticeBucket()
    await connect(stage, ARCHIVE)
    await connect(stage, draft)
    await page.getByRole('button', { name: /^Connections. In use: Team files/ }).click()
    await expect(page.getByRole('menuitem', { name: 'Add a connection…' })).toBeVisible()
  })

  await stage.screen('Question before a removal', '08-connection-removal', async () => {
    await page.getByRole('menuitem', { name: 'Remove Archive' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
}

/** A bucket of ours that lies with OSS itself; nothing asks it for anything. */
const ARCHIVE = {
  fields: {
    label: 'Archive',
    addressing: 'virtual-host',
    endpoint: 'https://oss-cn-shanghai.aliyuncs.com',
    bucket: 'archive-2025',
    region: 'cn-shanghai',
    signatureVersion: 'v4',
    linkDomain: '',
  },
  secret: { keyId: 'MADE-UP-KEY-ID-0002', keySecret: ['made', 'up', 'too'].join('-') },
  keepUntilQuit: false,
} as const

/** The form where the system has no keyring. */
export async function showMissingKeyring(stage: PictureStage): Promise<void> {
  const { page } = stage.courier
  const form = page.getByRole('dialog')
  await stage.screen(
    'Connection form: no keyring',
    '09-connection-no-keyring',
    async () => {
      await page.getByRole('button', { name: 'Connect a bucket' }).click()
      await field(form, 'endpoint').fill('oss-cn-hangzhou.aliyuncs.com')
      await fillKey(form, 'my-bucket')
      await form.getByRole('button', { name: 'Save and use' }).click()
      await expect(form.getByRole('checkbox', { name: /Keep until I quit/ })).toBeVisible()
    },
    form.getByRole('checkbox'),
  )
}

function field(form: Locator, name: string): Locator {
  return form.locator(`input[data-field="${name}"]`)
}

async function fillKey(form: Locator, bucketName: string): Promise<void> {
  await field(form, 'bucket').fill(bucketName)
  await field(form, 'keyId').fill('MADE-UP-KEY-ID-0003')
  await field(form, 'keySecret').fill(['not', 'the', 'secret'].join('-'))
}
