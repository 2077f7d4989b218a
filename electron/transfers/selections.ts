import type { Direction, TransferRow } from '../../shared/transfer'
import type { JobTable } from './job-table'
import { inSlices } from './slices'
import { createWorkLine } from './work-line'

/** Which rows a command is about. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: Direction }

/** Up to here a command is done in one go, in a millisecond or two. */
const FEW = 200

/** Commands on rows: few at once, many in slices, one command after the other. */
export type Selections = {
  /**
   * Does something with every row of a selection, those under way first, so that they stop at once.
   * @returns settles when all is done
   */
  each(selection: Selection, act: (id: string, row: TransferRow) => void): Promise<void>
  /** The same, and nothing is started before it is done. */
  eachHeld(selection: Selection, act: (id: string, row: TransferRow) => void): Promise<void>
  /** Other long work on rows, in its turn. */
  inTurn(work: () => Promise<void>): Promise<void>
  /** True while nothing may be started, since a long command may be about it. */
  holdsBack(): boolean
  idle(): Promise<void>
}

export function createSelections(deps: {
  readonly table: JobTable
  readonly isUnderWay: (id: string) => boolean
  /** What was changed so far must be on disk before more of it is. */
  readonly flushed: () => Promise<void>
  /** Starts may begin again. */
  readonly released: () => void
}): Selections {
  const { table } = deps
  const line = createWorkLine()
  let holding = 0

  async function each(
    selection: Selection,
    act: (id: string, row: TransferRow) => void,
  ): Promise<void> {
    const one = (id: string) => {
      const row = table.get(id)?.row
      if (row) act(id, row)
    }
    const count = 'ids' in selection ? selection.ids.length : table.size()
    if (count > FEW || line.isBusy()) {
      return line.run(() => inSlices(runningFirst(idsOf(selection)), one, deps.flushed))
    }
    for (const id of idsOf(selection)) one(id)
  }

  /** As they are when the command's turn has come. */
  function idsOf(selection: Selection): readonly string[] {
    if ('ids' in selection) return selection.ids
    const ids: string[] = []
    for (const { row } of table.all()) if (row.direction === selection.all) ids.push(row.id)
    return ids
  }

  function runningFirst(ids: readonly string[]): readonly string[] {
    const running = ids.filter(deps.isUnderWay)
    return running.length === 0 ? ids : [...running, ...ids.filter((id) => !deps.isUnderWay(id))]
  }

  return {
    each,
    eachHeld(selection, act) {
      holding += 1
      return each(selection, act).finally(() => {
        holding -= 1
        if (holding === 0) deps.released()
      })
    },
    inTurn: (work) => line.run(work),
    holdsBack: () => holding > 0,
    idle: () => line.idle(),
  }
}
