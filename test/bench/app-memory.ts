import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'

const LOOK_MS = 500

/** The memory of all processes of an app together, in bytes, and the highest that was seen. */
export type MemoryWatch = {
  now(): Promise<number>
  /** After what nobody refers to any more was collected, in main and in the page. */
  retained(): Promise<number>
  peak(): number
  stop(): void
}

export function watchMemory(app: ElectronApplication, page: Page): MemoryWatch {
  let peak = 0
  const now = async () => {
    const processes = await app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .map(({ pid, memory }) => ({ pid, bytes: memory.workingSetSize * 1024 })),
    )
    const bytes = processes.reduce((sum, { pid, bytes }) => sum + (pssOf(pid) ?? bytes), 0)
    peak = Math.max(peak, bytes)
    return bytes
  }
  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    // An app that is closing answers no more.
    now()
      .catch(() => 0)
      .finally(() => {
        looking = false
      })
  }, LOOK_MS)
  return {
    now,
    async retained() {
      await collectGarbage(app, page)
      await delay(LOOK_MS)
      return now()
    },
    peak: () => peak,
    stop: () => clearInterval(timer),
  }
}

async function collectGarbage(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    process.getBuiltinModule('node:vm').runInNewContext('gc()')
  })
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('HeapProfiler.collectGarbage')
  await devTools.detach()
}

/** What processes share is divided among them (Linux); elsewhere undefined. */
function pssOf(pid: number): number | undefined {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(
      readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'),
    )?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
