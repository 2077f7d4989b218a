import type { Notice } from '../../shared/notices'
import { AppError } from '../errors/app-error'

/** Everything that the window is told at the moment. */
export type Notices = {
  list(): readonly Notice[]
  /** Shows a notice, or puts it in the place of the one with the same key. @param act its button */
  show(notice: Notice, act?: () => Promise<void> | void): void
  clear(key: string): void
  /** Does what the notice offers. @throws AppError NOTHING_TO_DO when it is gone, and what it throws */
  act(key: string): Promise<void>
}

/** 100 ms: the number of rows that wait may change by the thousand. */
const PUBLISH_INTERVAL_MS = 100

/** An empty board; every change is published soon, many changes once. */
export function createNotices(deps: {
  publish: (notices: readonly Notice[]) => void
  schedule: (run: () => void, delayMs: number) => void
}): Notices {
  const shown = new Map<string, { notice: Notice; act: () => Promise<void> | void }>()
  let scheduled = false

  function changed(): void {
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      deps.publish(list())
    }, PUBLISH_INTERVAL_MS)
  }

  function list(): readonly Notice[] {
    return [...shown.values()].map(({ notice }) => notice)
  }

  return {
    list,
    show(notice, act = () => undefined) {
      shown.set(notice.key, { notice, act })
      changed()
    },
    clear(key) {
      if (shown.delete(key)) changed()
    },
    async act(key) {
      const found = shown.get(key)
      if (!found) throw new AppError('NOTHING_TO_DO')
      await found.act()
    },
  }
}
