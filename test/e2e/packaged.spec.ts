import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { launchApp } from '../support/launch-app'

const ROOT = join(import.meta.dirname, '..', '..')
const PROGRAM = join(ROOT, 'dist', 'linux-unpacked', 'oss-courier')
const OFF = '0'.charCodeAt(0)
const ON = '1'.charCodeAt(0)

async function packageFolder(env: Readonly<Record<string, string>>): Promise<void> {
  const args = [join(ROOT, 'scripts', 'package.mjs'), '--dir', '--built']
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } })
}

test('the packaged program starts, from one small archive', async () => {
  await packageFolder({ OSS_COURIER_PACKAGE_FOR_TESTS: '1' })
  const { app, page, close } = await launchApp({ executablePath: PROGRAM })
  try {
    expect(await app.evaluate(({ app: running }) => running.isPackaged)).toBe(true)
    await expect(page).toHaveTitle('OSS Courier')
    await expect(page.locator('#root')).not.toBeEmpty()
  } finally {
    await close()
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
