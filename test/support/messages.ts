import type { Page } from '@playwright/test'
import { chinese, english } from '../../renderer/text/resources'

/** Takes the messages in the corner of the window away, in either language. */
export async function clearMessages(page: Page): Promise<void> {
  for (const { common } of [english, chinese]) {
    const corner = page.getByRole('region', { name: common.notifications, includeHidden: true })
    const dismiss = corner.getByRole('button', { name: common.dismiss, includeHidden: true })
    // A message may leave by itself at the moment of the click.
    while ((await dismiss.count()) > 0) {
      await dismiss
        .first()
        .dispatchEvent('click', undefined, { timeout: 1000 })
        .catch(() => undefined)
    }
  }
}
