import { useDeferredValue, useMemo } from 'react'
import type { Direction } from '../../../shared/transfer'
import { useThrottled } from '../../lib/use-throttled'
import { useTransfers } from '../../state/transfers'
import { isNarrowing } from './queue-filter'
import { layoutQueue, type QueueLayout } from './queue-layout'
import { QUEUE_VIEWS } from './queue-view'

/** A filtered list is made by looking at every row: twice a second is soon enough. */
const FILTERED_INTERVAL_MS = 500

/** The lines of one list as filtered and collapsed; recomputed when rows come, go, or change state. */
export function useQueueLayout(direction: Direction): QueueLayout {
  const filter = useDeferredValue(QUEUE_VIEWS[direction]((view) => view.filter))
  const collapsed = QUEUE_VIEWS[direction]((view) => view.collapsed)
  const shape = useTransfers((mirror) => mirror.shape)
  const at = useThrottled(shape, isNarrowing(filter) ? FILTERED_INTERVAL_MS : 0)
  // `at` stands for the rows, which live in a map that is changed in place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see the line above
  return useMemo(
    () => layoutQueue(useTransfers.getState(), direction, filter, collapsed),
    [direction, filter, collapsed, at],
  )
}
