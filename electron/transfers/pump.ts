import { DIRECTIONS, type Direction } from '../../shared/transfer'
import type { JobTable } from './job-table'
import type { Runs } from './runs'
import { breathe } from './slices'
import type { WaitingLine } from './waiting-line'

/** Starts waiting rows as long as there is room for them. */
export type Pump = {
  /** Looks whether something may start. */
  wake(direction: Direction): void
  /** Ids that take a slot at the moment. */
  active(): readonly string[]
}

/**
 * @param deps.atOnce how many of a direction run at the same time; asked before each start
 * @param deps.mayStart false while nothing is started at all
 */
export function createPump(deps: {
  readonly table: Pick<JobTable, 'apply'>
  readonly runs: Pick<Runs, 'start'>
  readonly waiting: Readonly<Record<Direction, WaitingLine>>
  readonly atOnce: (direction: Direction) => number
  readonly mayStart: () => boolean
}): Pump {
  const { waiting } = deps
  const active: Record<Direction, Set<string>> = { upload: new Set(), download: new Set() }
  /** Those that have all their bytes, and are only being written and named. */
  const finishing: Record<Direction, Set<string>> = { upload: new Set(), download: new Set() }
  const resting = new Set<Direction>()

  /** A slow disk must not let them become more and more. */
  function hasRoom(direction: Direction): boolean {
    const most = deps.atOnce(direction)
    const underWay = active[direction].size
    return underWay < most && underWay + finishing[direction].size < 2 * most
  }

  function wake(direction: Direction): void {
    while (deps.mayStart() && hasRoom(direction)) {
      const id = waiting[direction].take()
      if (id === undefined) {
        if (waiting[direction].isCutShort()) wakeLater(direction)
        return
      }
      if (!deps.table.apply(id, { type: 'picked' })) continue
      active[direction].add(id)
      const moved = () => {
        if (!active[direction].delete(id)) return
        finishing[direction].add(id)
        wake(direction)
      }
      deps.runs.start(id, moved, () => {
        active[direction].delete(id)
        finishing[direction].delete(id)
        wake(direction)
      })
    }
  }

  function wakeLater(direction: Direction): void {
    if (resting.has(direction)) return
    resting.add(direction)
    breathe().then(() => {
      resting.delete(direction)
      wake(direction)
    })
  }

  return {
    wake,
    active: () =>
      DIRECTIONS.flatMap((direction) => [...active[direction], ...finishing[direction]]),
  }
}
