import { useMemo } from 'react'
import type { Direction, TransferStatus } from '../../../shared/transfer'
import { useThrottled } from '../../lib/use-throttled'
import { EMPTY_TALLY } from '../../state/tally'
import { useTransfers } from '../../state/transfers'

/** How many of the selected rows are in each state. */
export type SelectedCounts = Readonly<Record<TransferStatus, number>>

/** Above so many, twice a second is soon enough: all of them are looked at. */
const MANY = 2000
const MANY_INTERVAL_MS = 500

/** Counts the selected rows by state, as they change. */
export function useSelectedCounts(direction: Direction, ids: ReadonlySet<string>): SelectedCounts {
  const all = useTransfers((mirror) => mirror.tallies[direction])
  const shape = useTransfers((mirror) => mirror.shape)
  const isMany = ids.size > MANY
  const at = useThrottled(shape, isMany ? MANY_INTERVAL_MS : 0)
  const isAll = ids.size === all.count
  // `at` stands for the states of the rows, which live in a map that is changed in place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see the line above
  const counted = useMemo(() => (isAll ? EMPTY_TALLY.byStatus : countStates(ids)), [ids, isAll, at])
  return isAll ? all.byStatus : counted
}

function countStates(ids: ReadonlySet<string>): SelectedCounts {
  const counts = { ...EMPTY_TALLY.byStatus }
  const { rows } = useTransfers.getState()
  for (const id of ids) {
    const row = rows.get(id)
    if (row !== undefined) counts[row.state.status] += 1
  }
  return counts
}
