import type { TransferRow, TransferStatus } from '../../../shared/transfer'
import { isTerminal } from '../../../shared/transfer-rules'
import { openCount, type Tally } from '../../state/tally'

/** Kinds of states a list can be narrowed to. */
export const STATE_FILTERS = ['all', 'active', 'done', 'failed', 'other'] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

/** What the list is narrowed to. */
export interface QueueFilter {
  readonly state: StateFilter
  /** Part of a name or a key, any case. */
  readonly text: string
}

/** A filter that lets everything through. */
export const NO_FILTER: QueueFilter = { state: 'all', text: '' }

/** True when the filter leaves something out. */
export function isNarrowing(filter: QueueFilter): boolean {
  return filter.state !== 'all' || filter.text.trim() !== ''
}

/** Which filter a state belongs to. */
export function filterOf(status: TransferStatus): Exclude<StateFilter, 'all'> {
  if (status === 'done' || status === 'failed') return status
  return status === 'cancelled' || status === 'skipped' ? 'other' : 'active'
}

/** How many rows a filter would show. */
export function countOf(tally: Tally, filter: StateFilter): number {
  const { done, failed, cancelled, skipped } = tally.byStatus
  const counts = { all: tally.count, active: openCount(tally), done, failed }
  return filter === 'other' ? cancelled + skipped : counts[filter]
}

/** Gives the test for one filter; the text is prepared once, and no row's text is copied for it. */
export function matcherOf(filter: QueueFilter): (row: TransferRow) => boolean {
  const text = filter.text.trim()
  const needle = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu')
  return (row) => {
    if (filter.state !== 'all' && filterOf(row.state.status) !== filter.state) return false
    return text === '' || needle.test(row.name) || needle.test(row.objectKey ?? row.source)
  }
}

/** True when a row may be taken out of the list. */
export function canRemove(row: TransferRow): boolean {
  return isTerminal(row.state)
}
