import { expect, type Locator, type Page } from '@playwright/test'

/** What a person types into the form of a connection; the advanced part included. */
export type TypedConnection = {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly keySecret: string
  readonly label?: string
}

/** The form that is open. */
export function connectionForm(page: Page): Locator {
  return page.getByRole('dialog')
}

/** One text field of it. */
export function formField(page: Page, name: keyof TypedConnection | 'stsToken'): Locator {
  return connectionForm(page).locator(`input[data-field="${name}"]`)
}

/** Opens the form from the first run's screen and fills it for a server that is not Alibaba's own. */
export async function fillConnection(page: Page, typed: TypedConnection): Promise<void> {
  await page.getByRole('button', { name: 'Connect a bucket' }).click()
  const form = connectionForm(page)
  await formField(page, 'endpoint').fill(typed.endpoint)
  await formField(page, 'bucket').fill(typed.bucket)
  await formField(page, 'keyId').fill(typed.keyId)
  await formField(page, 'keySecret').fill(typed.keySecret)
  await form.getByRole('button', { name: 'Advanced' }).click()
  await form.getByRole('switch', { name: /Bucket in the path/ }).check()
  await formField(page, 'region').fill(typed.region)
  if (typed.label !== undefined) await formField(page, 'label').fill(typed.label)
}

/** Saves and waits until the form is gone. */
export async function saveConnection(page: Page): Promise<void> {
  await connectionForm(page).getByRole('button', { name: /^Save/ }).click()
  await expect(connectionForm(page)).toBeHidden()
}
