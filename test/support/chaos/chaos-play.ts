import { expect, type Page } from '@playwright/test'
import { isTerminal, type TransferRow } from '../../../shared/transfer'
import { fillConnection, saveConnection } from '../connection-form'
import { courierPage } from '../courier-page'
import { dropFiles, stubOpenDialog } from '../desktop'
import type { PracticeRig } from '../practice'
import type { ChaosServer } from './chaos-server'
import { type ChaosSession, startSession } from './chaos-session'
import { createRowWatch, describeRow, openRows } from './check-rows'
import { planKill } from './kill-plan'

/** Enough at once that every kill meets several transfers in several phases. */
const AT_ONCE = 6
/** A trigger that has not come by then never will: the work is nearly over. */
const PATIENCE_MS = 5_000
const STORM = { faultRate: 0.12, stalls: true }
const DRIZZLE = { faultRate: 0.02, stalls: false }
const CLEAR = { faultRate: 0, stalls: false }
/** A person would not press "Retry" more often either. */
const MAX_RETRIES = 3

export type Play = {
  readonly seed: number
  readonly kills: number
  readonly userDataDir: string
  readonly server: ChaosServer
  /** Dropped as it is; holds `uploads` files. */
  readonly sourceFolder: string
  readonly uploads: number
  readonly links: readonly string[]
  readonly downloadFolder: string
}

/**
 * Starts all transfers, kills the app again and again while they run, lets the last start finish
 * them, and closes it.
 * @returns what was wrong with the list of transfers, in words
 */
export async function playChaos(play: Play): Promise<readonly string[]> {
  const watch = createRowWatch()
  const wrong: string[] = []
  let session = await startSession(play.userDataDir)
  try {
    await begin(session, play)
    for (let round = 0; round < play.kills; round += 1) {
      const rows = await session.rows()
      wrong.push(...watch.look(rows))
      await killInTheMiddle(session, play, round, openRows(rows))
      session = await startSession(play.userDataDir)
    }
    wrong.push(...watch.look(await session.rows()))
    const rows = await finish(session, play)
    wrong.push(...watch.look(rows))
    wrong.push(...rows.filter(({ state }) => state.status !== 'done').map(describeRow))
    return wrong
  } finally {
    await session.close()
  }
}

async function begin(session: ChaosSession, play: Play): Promise<void> {
  const { app, page } = session
  const window = courierPage(page)
  await connect(page, play.server.rig)
  await dropFiles(page, 'body', [play.sourceFolder])
  const count = play.uploads.toLocaleString('en-US')
  await expect(page.getByRole('button', { name: `Upload ${count} files` })).toBeVisible()
  await window.goTo('Download')
  await window.paste(play.links.join('\n'))
  await stubOpenDialog(app, [play.downloadFolder])
  await page.getByRole('button', { name: /^Choose a folder|^Change the download folder/ }).click()
  play.server.setWeather(STORM)
  await window.startDownload()
  await window.goTo('Upload')
  await window.upload('up')
  const wanted = play.uploads + play.links.length
  await expect.poll(async () => (await session.rows()).length).toBe(wanted)
}

async function connect(page: Page, rig: PracticeRig): Promise<void> {
  await fillConnection(page, {
    endpoint: rig.server.origin,
    bucket: rig.bucket,
    region: rig.region,
    keyId: rig.credential.keyId,
    keySecret: rig.credential.keySecret,
  })
  await saveConnection(page)
  await page.evaluate(
    (atOnce) => window.courier.settings.update({ upload: { atOnce }, download: { atOnce } }),
    AT_ONCE,
  )
}

/** Lets everything go on, and kills the app at a moment of the plan. */
async function killInTheMiddle(
  session: ChaosSession,
  { seed, kills, server }: Play,
  round: number,
  open: number,
): Promise<void> {
  const trigger = planKill(seed, round, open, kills - round)
  const kill = () => {
    server.note(`--- kill ${round + 1}: ${JSON.stringify(trigger)}, ${open} open`)
    session.kill()
  }
  server.trap.arm(trigger, kill, PATIENCE_MS)
  // The kill may come before the answer to the command does.
  await Promise.race([session.goOn(), session.ended]).catch(() => undefined)
  await session.ended
}

/** The last start: better weather, then "Retry" as long as it helps. Leaves fair weather. */
async function finish(session: ChaosSession, { server }: Play): Promise<readonly TransferRow[]> {
  server.setWeather(DRIZZLE)
  await session.goOn()
  let rows = await settled(session)
  for (let round = 0; round < MAX_RETRIES && openRows(rows) > 0; round += 1) {
    server.setWeather(CLEAR)
    server.note(`--- retry, for ${openRows(rows)}`)
    await retryFailed(session.page)
    rows = await settled(session)
  }
  server.setWeather(CLEAR)
  return rows
}

async function retryFailed(page: Page): Promise<void> {
  for (const workspace of ['Upload', 'Download'] as const) {
    await courierPage(page).goTo(workspace)
    const retry = page.getByRole('button', { name: /^Retry [\d,]+ failed/ })
    if (await retry.isVisible()) await retry.click()
  }
}

async function settled(session: ChaosSession): Promise<readonly TransferRow[]> {
  let rows = await session.rows()
  while (!rows.every(({ state }) => isTerminal(state))) {
    await session.page.waitForTimeout(200)
    rows = await session.rows()
  }
  return rows
}
