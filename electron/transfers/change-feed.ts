import type { TransferPatch, TransferRow } from '../../shared/transfer'

/** 100 ms: smooth to the eye, and at most 10 messages a second whatever the queue length. */
export const PATCH_INTERVAL_MS = 100

/** Collects changes of rows and gives them out as numbered patches. */
export type ChangeFeed = {
  readonly revision: () => number
  rowChanged(id: string): void
  stateChanged(id: string): void
  removed(id: string): void
  /** Sends what is waiting at once; used before a snapshot is taken. */
  flush(): void
}

/**
 * @param read the row as it is now; undefined once it is gone
 * @param schedule runs a function once after so many milliseconds (a timer, a fake in tests)
 */
export function createChangeFeed(deps: {
  read: (id: string) => TransferRow | undefined
  publish: (patch: TransferPatch) => void
  schedule: (run: () => void, delayMs: number) => void
}): ChangeFeed {
  const rows = new Set<string>()
  const states = new Set<string>()
  const gone = new Set<string>()
  let revision = 0
  let scheduled = false

  function flush(): void {
    if (rows.size + states.size + gone.size === 0) return
    revision += 1
    const patch: TransferPatch = {
      revision,
      upserted: [...rows].flatMap((id) => deps.read(id) ?? []),
      states: [...states].flatMap((id) => {
        const row = rows.has(id) ? undefined : deps.read(id)
        return row ? [{ id, state: row.state }] : []
      }),
      removed: [...gone],
    }
    rows.clear()
    states.clear()
    gone.clear()
    deps.publish(patch)
  }

  function soon(): void {
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      flush()
    }, PATCH_INTERVAL_MS)
  }

  return {
    revision: () => revision,
    rowChanged(id) {
      rows.add(id)
      soon()
    },
    stateChanged(id) {
      states.add(id)
      soon()
    },
    removed(id) {
      rows.delete(id)
      states.delete(id)
      gone.add(id)
      soon()
    },
    flush,
  }
}
