import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Frames, watchFrames } from './frames'

/** What the window does while its frames are watched; `idle` is what the machine does by itself. */
export type RowsPhase =
  | 'idle'
  | 'walking'
  | 'listing'
  | 'pausing'
  | 'scrolling'
  | 'resuming'
  | 'transferring'
  | 'scrolling-transferring'

/** Watches the frames of a page, phase by phase. */
export type Phases = {
  /** @returns how long it took, in milliseconds */
  during(phase: RowsPhase, work: () => Promise<unknown>): Promise<number>
  seen(): Readonly<Partial<Record<RowsPhase, Frames>>>
}

/** @param profiles folder for a CPU profile of the page in each phase; without it none are made */
export async function watchPhases(page: Page, profiles: string | undefined): Promise<Phases> {
  const frames = await watchFrames(page)
  const seen: Partial<Record<RowsPhase, Frames>> = {}
  const devTools = profiles === undefined ? undefined : await page.context().newCDPSession(page)
  await devTools?.send('Profiler.enable')
  return {
    async during(phase, work) {
      await devTools?.send('Profiler.start')
      await frames.take()
      const startMs = performance.now()
      await work()
      const tookMs = performance.now() - startMs
      seen[phase] = await frames.take()
      const profiled = await devTools?.send('Profiler.stop')
      if (profiles !== undefined && profiled) {
        mkdirSync(profiles, { recursive: true })
        const path = join(profiles, `rows-${phase}.cpuprofile`)
        writeFileSync(path, JSON.stringify(profiled.profile))
      }
      return tookMs
    },
    seen: () => seen,
  }
}
