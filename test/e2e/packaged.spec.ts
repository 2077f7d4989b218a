import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { dropFiles } from '../support/desktop'
import { launchApp } from '../support/launch-app'
import { sampleBytes } from '../support/sample-bytes'

const ROOT = join(import.meta.dirname, '..', '..')
const PROGRAM = join(ROOT, 'dist', 'linux-unpacked', 'oss-courier')
const OFF = '0'.charCodeAt(0)
const ON = '1'.charCodeAt(0)

async function packageFolder(env: Readonly<Record<string, string>>): Promise<void> {
  const args = [join(ROOT, 'scripts', 'package.mjs'), '--dir', '--built']
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } })
}

test('the packaged program starts from one small archive, and sends files large and small', async () => {
  await packageFolder({ OSS_COURIER_PACKAGE_FOR_TESTS: '1' })
  const folder = await mkdtemp(join(tmpdir(), 'packaged-'))
  const { app, page, close } = await launchApp({ executablePath: PROGRAM })
  try {
    expect(await app.evaluate(({ app: running }) => running.isPackaged)).toBe(true)
    await expect(page).toHaveTitle('OSS Courier')
    await expect(page.locator('#root')).not.toBeEmpty()

    // Large enough for several parts, and for the summing thread; small enough for a disk thread.
    // Both run out of the archive.
    const files = [join(folder, 'large.bin'), join(folder, 'small.txt')]
    await writeFile(files[0] ?? '', sampleBytes(9 * 1024 * 1024, 4))
    await writeFile(files[1] ?? '', 'small')
    const window = courierPage(page)
    await window.openPracticeBucket()
    await dropFiles(page, 'body', files)
    await window.upload('docs')
    await window.waitForDone('Uploads', 2)
    await expect(window.queue('Uploads').getByText('Done · Verified')).toHaveCount(2)
  } finally {
    await close()
    await rm(folder, { recursive: true })
  }
  const archive = await stat(join(PROGRAM, '..', 'resources', 'app.asar'))
  expect(archive.size).toBeLessThan(10_000_000)
})

test('a packaged program is locked: no debugger, no foreign code', async () => {
  await packageFolder({ OSS_COURIER_PACKAGE_FOR_TESTS: '' })
  const fuses = await getCurrentFuseWire(PROGRAM)
  expect(fuses[FuseV1Options.RunAsNode]).toBe(OFF)
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF)
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(OFF)
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(OFF)
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(ON)
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON)
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(ON)
})
