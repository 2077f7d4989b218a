import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/**
 * Saves what the window shows as `<name>.png` in the folder that the runner named.
 * @param name may hold folders: `zh-CN/upload-dark`
 * @returns the absolute path
 */
export async function takePicture(page: Page, name: string): Promise<string> {
  const folder = process.env.OSS_COURIER_PICTURES
  if (!folder) throw new Error('OSS_COURIER_PICTURES is not set. Use: npm run pictures')
  const path = join(folder, `${name}.png`)
  await mkdir(join(path, '..'), { recursive: true })
  await page.screenshot({ path, animations: 'disabled' })
  return path
}
