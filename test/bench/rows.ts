import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { fillConnection, saveConnection } from '../support/connection-form'
import { dropFiles } from '../support/desktop'
import { launchApp } from '../support/launch-app'
import { watchMemory } from './app-memory'
import type { Frames } from './frames'
import { type RowsPhase, watchPhases } from './rows-phases'
import { startServerProcess } from './server-process'

/** The real app with a very long queue. */
export type RowsResult = {
  readonly count: number
  /** Of all processes together. */
  readonly memory: {
    /** With an empty queue, garbage collected. */
    readonly emptyBytes: number
    /** With all rows at rest, as it is. */
    readonly listedBytes: number
    /** With all rows at rest after some have run, as it is, and with garbage collected. */
    readonly usedBytes: number
    readonly retainedBytes: number
    readonly peakBytes: number
  }
  /** From the drop of the folder until all files are counted and can be sent. */
  readonly stagedMs: number
  /** From the press on "Upload" until all are rows of the queue. */
  readonly listedMs: number
  /** A start with all rows in the journal: until all are shown again. */
  readonly restartMs: number
  readonly frames: Readonly<Partial<Record<RowsPhase, Frames>>>
  readonly problems: readonly string[]
}

/**
 * Found by selectors: to search for them by their roles takes the page 20 to 60 ms each time, which
 * would be counted among its long frames.
 */
const UPLOAD = '[data-composing] button[type=submit]'
const QUEUE = '[data-testid=queue-upload]'

const FILES_PER_FOLDER = 1000
/** Longer than anything here takes on a slow disk. */
const LIMIT_MS = 120_000
/** Until memory that was only used on the way has been given back. */
const SETTLE_MS = 10_000
const WATCH_MS = 10_000
/** After all rows have changed at once. */
const CALM_MS = 3000
/** Transfers at the same time: the most that the settings allow. */
const AT_ONCE = 10

type RowsStage = {
  readonly folder: string
  readonly projectRoot: string
  /** Where CPU profiles of the page go, one for each phase; without it none are made. */
  readonly profiles?: string
  readonly say: (line: string) => void
}

/** Drops a folder of `count` tiny files on the window, and uses the queue that comes of it. */
export async function runRows(stage: RowsStage, count: number): Promise<RowsResult> {
  const dropped = join(stage.folder, 'rows')
  writeTinyFiles(dropped, count)
  const server = await startServerProcess(join(stage.folder, 'rows-server'), { discard: true })
  const userDataDir = join(stage.folder, 'rows-app')
  const launch = () => launchApp({ userDataDir, appFolder: stage.projectRoot })
  const all = count.toLocaleString('en-US')
  const courier = await launch()
  const { page } = courier
  const memory = watchMemory(courier.app, page)
  try {
    await fillConnection(page, server.target)
    await saveConnection(page)
    await page.evaluate((atOnce) => window.courier.settings.update({ upload: { atOnce } }), AT_ONCE)
    const phases = await watchPhases(page, stage.profiles)
    await phases.during('idle', () => delay(SETTLE_MS))
    const emptyBytes = await memory.retained()
    stage.say(`  empty queue: ${megabytes(emptyBytes)}`)

    const stagedMs = await phases.during('walking', async () => {
      await dropFiles(page, 'body', [dropped])
      await waitForUpload(page, all)
    })
    await page.getByRole('combobox', { name: 'Directory' }).fill('rows')
    const { x, y } = await middleOf(page, UPLOAD)
    const listedMs = await phases.during('listing', async () => {
      await page.mouse.click(x, y)
      await waitForRows(page, count)
    })
    stage.say(`  walked in ${stagedMs.toFixed(0)} ms, listed in ${listedMs.toFixed(0)} ms`)

    await phases.during('pausing', () => pauseAll(page))
    const listedBytes = await memory.now()
    stage.say(`  ${all} rows: ${megabytes(listedBytes)}`)
    await phases.during('scrolling', () => scroll(page))
    await phases.during('resuming', async () => {
      await page.evaluate(() => window.courier.transfers.resume({ all: 'upload' }))
      await delay(CALM_MS)
    })
    await phases.during('transferring', () => delay(WATCH_MS))
    await phases.during('scrolling-transferring', () => scroll(page))
    await pauseAll(page)
    const usedBytes = await memory.now()
    const retainedBytes = await memory.retained()
    memory.stop()
    await courier.close()

    const againMs = performance.now()
    const again = await launch()
    const restartMs = await waitForRows(again.page, count)
      .then(() => performance.now() - againMs)
      .finally(again.close)
    return {
      count,
      memory: { emptyBytes, listedBytes, usedBytes, retainedBytes, peakBytes: memory.peak() },
      stagedMs,
      listedMs,
      restartMs,
      frames: phases.seen(),
      problems: [],
    }
  } finally {
    memory.stop()
    await courier.close()
    await server.stop()
  }
}

/** Waits until so many files can be sent. */
async function waitForUpload(page: Page, count: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector(wanted.button)?.textContent?.includes(wanted.count),
    { button: UPLOAD, count },
    { timeout: LIMIT_MS },
  )
}

/** Waits until the queue says that it has so many lines; looks at every frame. */
async function waitForRows(page: Page, count: number): Promise<void> {
  await page.locator(QUEUE).evaluate(
    (grid, { wanted, limitMs }) =>
      new Promise<void>((resolve, reject) => {
        const startMs = performance.now()
        const look = () => {
          const lines = Number(grid.getAttribute('aria-rowcount'))
          if (lines >= wanted) resolve()
          else if (performance.now() - startMs > limitMs)
            reject(new Error(`${lines} lines of ${wanted}`))
          else requestAnimationFrame(look)
        }
        look()
      }),
    { wanted: count, limitMs: LIMIT_MS },
    { timeout: LIMIT_MS },
  )
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return page.locator(selector).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  })
}

/** Pauses everything and waits until what that needed has been given back. */
async function pauseAll(page: Page): Promise<void> {
  await page.evaluate(() => window.courier.transfers.pause({ all: 'upload' }))
  await delay(SETTLE_MS)
}

/** Turns the wheel over the queue for a while, down and up again, as a hand would. */
async function scroll(page: Page): Promise<void> {
  const { x, y } = await middleOf(page, QUEUE)
  await page.mouse.move(x, y)
  const startMs = performance.now()
  for (let turn = 0; performance.now() - startMs < WATCH_MS; turn += 1) {
    await page.mouse.wheel(0, turn % 100 < 70 ? 400 : -300)
    await delay(16)
  }
}

function writeTinyFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const within = join(folder, `folder-${String(Math.floor(index / FILES_PER_FOLDER) + 1)}`)
    if (index % FILES_PER_FOLDER === 0) mkdirSync(within, { recursive: true })
    writeFileSync(join(within, `note-${String(index + 1).padStart(6, '0')}.txt`), `${index}`)
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
