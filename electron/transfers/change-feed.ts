import type { TransferPatch, TransferRow, TransferState } from '../../shared/transfer'

/** 100 ms: smooth to the eye, and at most 10 messages a second whatever the queue length. */
export const PATCH_INTERVAL_MS = 100
/** One frame: while more waits than one patch may hold. */
export const BACKLOG_INTERVAL_MS = 16
/**
 * The most that one patch holds of each kind. Main checks and copies a row in some 15 µs, and the
 * page takes as long to put it in its place: a patch must cost both less than a frame.
 */
export const MOST_PER_PATCH = { rows: 300, states: 800, removed: 4000 } as const

/** Collects changes of rows and gives them out as numbered patches of limited size. */
export type ChangeFeed = {
  readonly revision: () => number
  rowChanged(id: string): void
  stateChanged(id: string): void
  removed(id: string): void
  /** Sends one patch at once, if anything waits; the rest follows by itself. */
  flush(): void
  /** Forgets what waits, since everything is going to be told anew. */
  forget(): void
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

  const waiting = () => rows.size + states.size + gone.size

  function flush(): void {
    if (waiting() === 0) return
    revision += 1
    deps.publish({
      revision,
      upserted: takeSome(rows, MOST_PER_PATCH.rows, deps.read),
      states: takeSome(states, MOST_PER_PATCH.states, stateOf),
      removed: takeSome(gone, MOST_PER_PATCH.removed, (id) => id),
    })
    if (waiting() > 0) soon(BACKLOG_INTERVAL_MS)
  }

  function stateOf(id: string): { id: string; state: TransferState } | undefined {
    const row = deps.read(id)
    return row && { id, state: row.state }
  }

  function soon(delayMs: number): void {
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      flush()
    }, delayMs)
  }

  return {
    revision: () => revision,
    rowChanged(id) {
      rows.add(id)
      states.delete(id)
      soon(PATCH_INTERVAL_MS)
    },
    stateChanged(id) {
      // A row that waits to be sent whole brings its state with it.
      if (!rows.has(id)) states.add(id)
      soon(PATCH_INTERVAL_MS)
    },
    removed(id) {
      rows.delete(id)
      states.delete(id)
      gone.add(id)
      soon(PATCH_INTERVAL_MS)
    },
    flush,
    forget() {
      rows.clear()
      states.clear()
      gone.clear()
    },
  }
}

/** Takes ids out of a set, the oldest first, until so many of them have become something. */
function takeSome<T>(ids: Set<string>, most: number, make: (id: string) => T | undefined): T[] {
  const made: T[] = []
  for (const id of ids) {
    if (made.length === most) break
    ids.delete(id)
    const one = make(id)
    if (one !== undefined) made.push(one)
  }
  return made
}
