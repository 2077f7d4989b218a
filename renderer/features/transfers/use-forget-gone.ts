import { useEffect } from 'react'
import type { Direction } from '../../../shared/transfer'
import { dropMissing } from '../../lib/selection'
import { useTransfers } from '../../state/transfers'
import { QUEUE_VIEWS } from './queue-view'

/** Takes rows that left the list out of its selection. */
export function useForgetGone(direction: Direction): void {
  useEffect(
    () =>
      useTransfers.subscribe((after, before) => {
        if (after.removals === before.removals) return
        const view = QUEUE_VIEWS[direction]
        const { selection } = view.getState()
        if (selection.ids.size === 0) return
        const kept = dropMissing(selection, (id) => after.rows.has(id))
        if (kept !== selection) view.setState({ selection: kept })
      }),
    [direction],
  )
}
