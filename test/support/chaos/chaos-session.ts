import type { Page } from '@playwright/test'
import { DIRECTIONS, type TransferRow } from '../../../shared/transfer'
import { type LaunchedApp, launchApp } from '../launch-app'
import { followRows } from './follow-rows'
import { hasEnded, killTree } from './kill-tree'

/** One start of the app, from its window to its violent end. */
export type ChaosSession = LaunchedApp & {
  rows(): Promise<readonly TransferRow[]>
  /** What "let all paused go on" and "retry all failed" do. */
  goOn(): Promise<void>
  /** Kills the whole process tree before it returns. */
  kill(): void
  /** Resolves when nothing is left of the app. */
  readonly ended: Promise<void>
}

export async function startSession(userDataDir: string): Promise<ChaosSession> {
  const launched = await launchApp({ userDataDir })
  const child = launched.app.process()
  return {
    ...launched,
    rows: await followRows(launched.page),
    goOn: () => goOn(launched.page),
    kill: () => killTree(child),
    ended: hasEnded(child),
  }
}

async function goOn(page: Page): Promise<void> {
  await page.evaluate(
    (directions) =>
      Promise.all(
        directions.flatMap((all) => [
          window.courier.transfers.resume({ all }),
          window.courier.transfers.retry({ all }),
        ]),
      ),
    DIRECTIONS,
  )
}
