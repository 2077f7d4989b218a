import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { courierPage } from './courier-page'
import { dropFiles } from './desktop'

/** Sends `report.txt`, which says "kept", to `docs/` of the practice bucket of a new start. */
export async function uploadOne(page: Page, folder: string): Promise<void> {
  const path = join(folder, 'report.txt')
  await writeFile(path, 'kept')
  const person = courierPage(page)
  await person.openPracticeBucket()
  await dropFiles(page, 'body', [path])
  await person.upload('docs')
  await person.waitForDone('Uploads', 1)
}
