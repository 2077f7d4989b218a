import type { Page } from '@playwright/test'

/** How smooth the window was during some seconds. */
export type Frames = {
  readonly count: number
  /** Frames that kept the page busy for more than 50 ms (Chromium's long animation frames). */
  readonly longCount: number
  /** 0 when no frame was long. */
  readonly longestMs: number
  /** From one frame to the next, whoever was late: the page, or a computer without a GPU. */
  readonly gapP99Ms: number
  readonly gapMaxMs: number
}

/** Watches the frames of a page from now on. */
export async function watchFrames(page: Page): Promise<{
  /** The frames since the start or the last call. */
  take(): Promise<Frames>
}> {
  const watch = await page.evaluateHandle(() => {
    const seen = { gaps: [] as number[], long: [] as number[] }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.long.push(entry.duration)
    }).observe({ type: 'long-animation-frame' })
    let last = performance.now()
    const tick = (now: number) => {
      seen.gaps.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    return seen
  })
  return {
    async take() {
      const { gaps, long } = await watch.evaluate((seen) => {
        const taken = { gaps: seen.gaps, long: seen.long }
        seen.gaps = []
        seen.long = []
        return taken
      })
      const sorted = gaps.sort((a, b) => a - b)
      return {
        count: gaps.length,
        longCount: long.length,
        longestMs: Math.max(0, ...long),
        gapP99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
        gapMaxMs: sorted.at(-1) ?? 0,
      }
    },
  }
}
