import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fillConnection, saveConnection } from '../support/connection-form'
import { courierPage } from '../support/courier-page'
import { dropFiles, readClipboard, stubOpenDialog } from '../support/desktop'
import { filesWith } from '../support/find-in-files'
import { launchApp } from '../support/launch-app'
import { startPracticeRig } from '../support/practice'

const SECRET = ['c4nary', 'made', 'up', 'S3cret'].join('-')

test('no secret and no signature is in any file, any output, or any answer to the page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'))
  const rig = await startPracticeRig({ credential: { keySecret: SECRET } })
  const userDataDir = join(folder, 'data')
  const courier = await launchApp({ userDataDir })
  const { page, app } = courier
  const person = courierPage(page)
  try {
    const heard = page.evaluate(
      () =>
        new Promise<string>((done) => {
          const payloads: unknown[] = []
          for (const event of [
            'settings.changed',
            'connections.changed',
            'staging.changed',
            'transfers.changed',
          ] as const) {
            window.courier.on(event, (payload) => payloads.push(payload))
          }
          window.addEventListener('tell', () => done(JSON.stringify(payloads)), { once: true })
        }),
    )
    await fillConnection(page, {
      endpoint: rig.server.origin,
      bucket: rig.bucket,
      region: rig.region,
      keyId: rig.credential.keyId,
      keySecret: SECRET,
      label: 'Canary',
    })
    await saveConnection(page)
    const path = join(folder, 'file.txt')
    await writeFile(path, 'content')
    await dropFiles(page, 'body', [path])
    await person.upload('docs')
    await person.waitForDone('Uploads', 1)
    await person.copyAllLinks()
    const link = await readClipboard(app)
    const signature = new URL(link).searchParams.get('x-oss-signature') ?? ''
    expect(signature).toMatch(/^[0-9a-f]{64}$/)

    await person.goTo('Download')
    const broken = link.replace(signature, signature.replace(/^./, 'f'))
    const brokenSignature = new URL(broken).searchParams.get('x-oss-signature') ?? ''
    await person.paste(`${link}\n${broken.replace('file.txt', 'other.txt')}`)
    await stubOpenDialog(app, [folder])
    await page.getByRole('button', { name: /^Choose a folder/ }).click()
    await person.startDownload()
    await person.waitForDone('Downloads', 1)
    await expect(person.queue('Downloads').getByText('1 failed').first()).toBeVisible()

    const answers = await page.evaluate(async () => {
      const { app: about, settings, connections, staging, transfers } = window.courier
      const all = [
        await about.info(),
        await settings.get(),
        await connections.list(),
        await staging.get(),
        await transfers.follow(),
      ]
      window.dispatchEvent(new Event('tell'))
      return JSON.stringify([all, { ...localStorage }, document.documentElement.outerHTML])
    })
    const known = [SECRET, signature, brokenSignature]
    for (const text of known) {
      expect(answers).not.toContain(text)
      expect(await heard).not.toContain(text)
    }
    await courier.close()
    for (const text of known) expect(courier.output()).not.toContain(text)
    // The search does find what is there: the bucket's name is no secret.
    expect(await filesWith(userDataDir, [rig.bucket])).not.toEqual([])
    expect(await filesWith(userDataDir, known)).toEqual([])
  } finally {
    await courier.close()
    await rig.cleanup()
    await rm(folder, { recursive: true, force: true })
  }
})
