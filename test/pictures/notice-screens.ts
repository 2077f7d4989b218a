import { expect } from '@playwright/test'
import type { Notice } from '../../shared/notices'
import type { PictureStage } from './picture-stage'

/** What rows wait for. */
const HELD: readonly Notice[] = [
  { about: 'journal', key: 'journal', waiting: 1204 },
  {
    about: 'disk',
    key: 'disk',
    waiting: 3,
    folder: '~/Downloads/From the team',
    neededBytes: 4_812_000_000,
    freeBytes: 96_000_000,
  },
  {
    about: 'token',
    key: 'token',
    waiting: 12,
    toEnd: 0,
    problem: 'expired',
    connectionId: 'none',
    label: 'Team files',
  },
]

/** What a server or a clock has told, and a host that is tried again. */
const FOUND: readonly Notice[] = [
  { about: 'clock', key: 'clock', minutesBehind: 134 },
  {
    about: 'endpoint',
    key: 'endpoint',
    connectionId: 'none',
    label: 'Team files',
    endpoint: 'https://oss-ap-southeast-1.aliyuncs.com',
  },
  { about: 'unfinished', key: 'unfinished', count: 2 },
  { about: 'offline', key: 'offline', waiting: 1 },
]

/** The strips under the bar. They come from main as they are: most of what they tell takes a broken computer. */
export async function showNotices(stage: PictureStage): Promise<void> {
  await stage.screen('Notices: what transfers wait for', '30-notices-held', () => tell(stage, HELD))
  await stage.screen('Notices: what was found out', '31-notices-found', () => tell(stage, FOUND))
  await tell(stage, [])
}

async function tell({ courier }: PictureStage, notices: readonly Notice[]): Promise<void> {
  await courier.app.evaluate(
    ({ BrowserWindow }, told) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('notices.changed', told),
    notices,
  )
  await expect(courier.page.locator('[data-notice]')).toHaveCount(notices.length)
}
